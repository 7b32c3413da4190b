package dev.tend.cli.command;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.cli.Declined;
import dev.tend.cli.Session;
import dev.tend.cli.output.Environment;
import dev.tend.cli.output.TestConsole;
import dev.tend.diff.Change;
import dev.tend.diff.Plan;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import dev.tend.manifest.ResourceId;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ConsentTest {
  private static final ResourceId WEB = new ResourceId("", "Service", "shop", "web");

  private final TestConsole test = new TestConsole();
  private final AtomicReference<Runnable> signal = new AtomicReference<>(() -> {});

  private Session session(InputStream in) {
    Environment plain = test.environment();
    return new Session(
        new Environment(
            in,
            plain.out(),
            plain.err(),
            plain.variables(),
            plain.workingDirectory(),
            plain.clock(),
            "012",
            signal::set));
  }

  private static InputStream typed(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theFirstInterruptionEndsTheQuestion() {
    CountDownLatch asked = new CountDownLatch(1);
    InputStream nobodyTypes =
        new InputStream() {
          @Override
          public int read() {
            asked.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              // As a terminal's read: it goes on.
            }
            return -1;
          }
        };
    Session session = session(nobodyTypes);
    session.interrupt().interrupts(Thread.currentThread());
    Thread ctrlC =
        new Thread(
            () -> {
              try {
                asked.await();
                requireNonNull(signal.get()).run();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    ctrlC.start();

    assertThatThrownBy(() -> new Consent(session).confirm(List.of(WEB), false))
        .isInstanceOf(Declined.class);
    assertThat(session.interrupted()).isTrue();
    // What follows, as giving back a lock, isn't interrupted again.
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void whatIsMadeAnewIsToldFromWhatGoesForGood() {
    Plan plan =
        new Plan(
            List.of(
                new Change.Recreate(job(), job().content(), List.of(), "spec.template is fixed"),
                new Change.Prune(WEB, "v1", JsonNodeFactory.instance.objectNode())),
            List.of());

    new Consent(session(typed("y\n"))).confirm(plan, false);

    assertThat(test.err())
        .isEqualTo(
            """
            These objects will be deleted:
              Service shop/web
            These objects will be deleted and created again:
              Job.batch shop/migrate (spec.template is fixed)
            Go on? [y/N]\s""");
  }

  @Test
  void aNamespaceIsSaidToTakeAllInItAlong() {
    ResourceId shop = new ResourceId("", "Namespace", "", "shop");

    assertThatThrownBy(() -> new Consent(session(typed("n\n"))).confirm(List.of(shop), false))
        .isInstanceOf(Declined.class);
    assertThat(test.err()).contains("Namespace shop, and all that is in it\n");
  }

  private static Manifest job() {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("apiVersion", "batch/v1").put("kind", "Job");
    content.putObject("metadata").put("name", "migrate").put("namespace", "shop");
    return Manifest.of(content, Origin.generated("test"));
  }
}
