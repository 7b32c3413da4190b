package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.inventory.PruneOptions;
import dev.tend.diff.Plan;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whichever request is the last of a process, the next run ends as if nothing had happened. */
class KilledApplyIT {
  private static final String EXTRA = Shop.SETTINGS.replace("settings", "extra");

  /** What was there before: one object will change, one will go. */
  private static final String BEFORE =
      Shop.NAMESPACE + Shop.SETTINGS + Shop.SETTINGS.replace("settings", "leaving");

  private static final String AFTER =
      Shop.NAMESPACE + Shop.SETTINGS.replace("red", "blue") + EXTRA + Shop.WEB;

  @TempDir Path folder;

  @Test
  void anApplyThatIsKilledAtAnyRequestIsTakenUpAgain() {
    AtomicInteger requests = new AtomicInteger();
    Map<String, String> uninterrupted;
    try (TestCluster test = TestCluster.open(folder);
        Cluster counting = test.connectListening(request -> requests.incrementAndGet())) {
      shop(test, test.cluster()).apply(BEFORE);
      run(shop(test, counting));
      uninterrupted = outcome(test);
    }
    assertThat(uninterrupted.keySet())
        .contains("ConfigMap/extra", "Deployment/web")
        .doesNotContain("ConfigMap/leaving");
    assertThat(requests.get()).isGreaterThan(10);

    for (int last = 1; last < requests.get(); last++) {
      try (TestCluster test = TestCluster.open(folder)) {
        shop(test, test.cluster()).apply(BEFORE);
        killAfter(last, test);

        Shop again = shop(test, test.cluster());
        ApplyReport report = again.apply(AFTER);

        assertThat(report.succeeded()).as("after request %d: %s", last, report).isTrue();
        assertThat(outcome(test)).as("after request %d", last).isEqualTo(uninterrupted);
        assertThat(Shop.acting(again.plan(AFTER))).as("after request %d", last).isEmpty();
      }
    }
  }

  private static void killAfter(int last, TestCluster test) {
    AtomicInteger sent = new AtomicInteger();
    try (Cluster dying =
        test.connectListening(
            request -> {
              if (sent.incrementAndGet() > last) {
                throw new Killed();
              }
            })) {
      assertThatThrownBy(() -> run(shop(test, dying)))
          .satisfiesAnyOf(
              killed -> assertThat(killed).isInstanceOf(Killed.class),
              killed -> assertThat(killed).hasRootCauseInstanceOf(Killed.class));
    }
  }

  private static Shop shop(TestCluster test, Cluster cluster) {
    Shop shop = new Shop(test, cluster);
    shop.options = shop.options.awaiting(false);
    shop.prune = new PruneOptions(true, OptionalInt.of(5), Set.of());
    return shop;
  }

  private static void run(Shop shop) {
    Plan plan = shop.plan(AFTER);
    assertThat(plan.problems()).isEmpty();
    shop.apply(plan);
  }

  /** What an app consists of, as its owner wrote it. */
  private static Map<String, String> outcome(TestCluster test) {
    Map<String, String> outcome = new TreeMap<>();
    Shop shop = shop(test, test.cluster());
    shop.inventory()
        .entries()
        .forEach(
            (id, entry) ->
                outcome.put(
                    id.kind() + "/" + id.name().replace(test.namespace(), "NS"),
                    test.cluster()
                        .get(id, entry.apiVersion())
                        .map(KilledApplyIT::wanted)
                        .orElse("-")));
    if (staysThere(shop, "leaving")) {
      outcome.put("ConfigMap/leaving", "there");
    }
    return outcome;
  }

  /** Who doesn't wait leaves it to the garbage collector when what was deleted goes. */
  private static boolean staysThere(Shop shop, String name) {
    Deadline deadline = Deadline.after(Duration.ofMinutes(1), Clock.systemUTC());
    for (int looks = 1; ; looks++) {
      Optional<ObjectNode> live = shop.live("ConfigMap", name);
      if (live.isEmpty() || !live.get().path("metadata").has("deletionTimestamp")) {
        return live.isPresent();
      }
      assertThat(deadline.isOver()).as("%s is deleted, and stays", name).isFalse();
      try {
        deadline.pause(looks);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static String wanted(ObjectNode object) {
    return object.path("data") + " " + object.path("spec").path("template");
  }

  /** As if the process ended. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
