package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.inventory.Ownership;
import dev.tend.diff.Change;
import dev.tend.diff.Plan;
import dev.tend.manifest.ResourceId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of an app that remove themselves. */
class FleetingIT {
  private static final String CERTIFICATES =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: certificates}
      spec:
        ttlSecondsAfterFinished: 0
        template:
          metadata: {labels: {app: certificates}}
          spec:
            restartPolicy: Never
            containers: [{name: main, image: "example.com/certificates:1"}]
      ---
      """;

  @TempDir Path folder;
  private TestCluster test;
  private Shop shop;

  @BeforeEach
  void open() {
    test = TestCluster.open(folder);
    test.assumeImagesThatEnd();
    shop = new Shop(test);
  }

  @AfterEach
  void close() {
    test.close();
  }

  private void applyUntilGone(String... yaml) throws InterruptedException {
    ApplyReport report = shop.apply(yaml);
    assertThat(report.succeeded()).as(report.toString()).isTrue();
    awaitGone();
  }

  private void awaitGone() throws InterruptedException {
    ResourceId id = shop.id("batch", "Job", "certificates");
    for (int i = 0; i < 2400 && test.cluster().get(id, "batch/v1").isPresent(); i++) {
      Thread.sleep(50);
    }
    assertThat(test.cluster().get(id, "batch/v1")).isEmpty();
  }

  private void awaitApplied() throws InterruptedException {
    ResourceId id = shop.id("batch", "Job", "certificates");
    for (int i = 0; i < 2400 && !isApplied(id); i++) {
      Thread.sleep(50);
    }
    assertThat(isApplied(id)).as(shop.events.toString()).isTrue();
  }

  private boolean isApplied(ResourceId id) {
    return List.copyOf(shop.events).stream()
        .anyMatch(event -> event instanceof ApplyEvent.Applied done && done.id().equals(id));
  }

  /** Its deadline is over at once, which fails an apply that waits for it. */
  private void giveUpProgressOf(String deployment) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("spec").put("progressDeadlineSeconds", 1);
    test.cluster().mergePatch(shop.id("apps", "Deployment", deployment), "apps/v1", patch);
  }

  @Test
  void aJobThatEndedAndIsGoneIsMissedByNobody() throws InterruptedException {
    applyUntilGone(Shop.NAMESPACE, CERTIFICATES, Shop.SETTINGS);

    Plan plan = shop.plan(Shop.NAMESPACE, CERTIFICATES, Shop.SETTINGS);
    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.changes())
        .filteredOn(Change.Skip.class::isInstance)
        .singleElement()
        .satisfies(
            skip ->
                assertThat(((Change.Skip) skip).reason())
                    .isEqualTo("it completed as it is, and is gone since"));
    assertThat(shop.apply(plan).succeeded()).isTrue();
    Apps apps = new Apps(test.cluster(), Clock.systemUTC());
    assertThat(apps.status(new Ownership("shop", test.namespace())).objects().succeeded()).isTrue();
  }

  @Test
  void itRunsAgainWhenItChangesAndNotWhenOthersDo() throws InterruptedException {
    applyUntilGone(Shop.NAMESPACE, CERTIFICATES, Shop.SETTINGS);

    String other = Shop.SETTINGS.replace("red", "blue");
    assertThat(Shop.acting(shop.plan(Shop.NAMESPACE, CERTIFICATES, other)))
        .containsExactly("Update settings");
    assertThat(
            Shop.acting(shop.plan(Shop.NAMESPACE, CERTIFICATES.replace(":1", ":2"), Shop.SETTINGS)))
        .containsExactly("Create certificates");
  }

  @Test
  void whatElseFailsDoesNotMakeItRunAgain() throws Exception {
    test.assumeImagesThatFail();
    String unready = Shop.WEB.replace("3.9", "never-ready");
    FutureTask<ApplyReport> applying =
        new FutureTask<>(() -> shop.apply(Shop.NAMESPACE, CERTIFICATES, unready));
    Thread.ofPlatform().start(applying);
    awaitApplied();
    awaitGone();

    giveUpProgressOf("web");

    assertThat(applying.get().succeeded()).isFalse();
    assertThat(Shop.acting(shop.plan(Shop.NAMESPACE, CERTIFICATES, unready))).isEmpty();
  }

  @Test
  void oneThatFailedRunsAgain() throws InterruptedException {
    test.assumeImagesThatFail();
    String broken =
        CERTIFICATES.replace(":1", ":crash").replace("ttlSeconds", "backoffLimit: 0\n  ttlSeconds");
    shop.options = shop.options.awaiting(false);
    shop.apply(Shop.NAMESPACE, broken, Shop.SETTINGS);
    awaitGone();

    assertThat(Shop.acting(shop.plan(Shop.NAMESPACE, broken, Shop.SETTINGS)))
        .containsExactly("Create certificates");
  }

  @Test
  void oneWithAGeneratedNameRunsAtEachApply() {
    String smoke = CERTIFICATES.replace("{name: certificates}", "{generateName: smoke-}");
    assertThat(shop.apply(Shop.NAMESPACE, smoke, Shop.SETTINGS).failed()).isEmpty();

    assertThat(shop.plan(Shop.NAMESPACE, smoke, Shop.SETTINGS).changes())
        .filteredOn(Change.Create.class::isInstance)
        .hasSize(1);
  }

  @Test
  void oneThatIsGoneBeforeTheWaitBeginsIsKnownToHaveCompleted() throws InterruptedException {
    String last =
        Shop.SETTINGS.replace(
            "{name: settings}",
            "{name: settings, annotations: {tend.dev/depends-on: 'Job/certificates,"
                + " deployment.apps/web'}}");
    applyUntilGone(Shop.NAMESPACE, CERTIFICATES, Shop.WEB, last);

    assertThat(shop.plan(Shop.NAMESPACE, CERTIFICATES, Shop.WEB, last).isEmpty()).isTrue();
  }

  @Test
  void itDoesNotRunAgainWhereAllElseIsRenamed() throws InterruptedException {
    applyUntilGone(Shop.NAMESPACE, CERTIFICATES, Shop.SETTINGS);

    assertThat(
            Shop.acting(
                shop.plan(
                    Shop.NAMESPACE,
                    CERTIFICATES,
                    Shop.SETTINGS.replace("{name: settings", "{name: settings-2"))))
        .containsExactly("Create settings-2");
  }

  @Test
  void itRunsAgainWhereSomebodyDeletedTheApp() throws InterruptedException {
    applyUntilGone(Shop.NAMESPACE, CERTIFICATES, Shop.SETTINGS);
    test.cluster()
        .delete(
            shop.id("", "ConfigMap", "settings"), "v1", "", ObjectRequests.Propagation.BACKGROUND);

    assertThat(Shop.acting(shop.plan(Shop.NAMESPACE, CERTIFICATES, Shop.SETTINGS)))
        .containsExactly("Create certificates", "Create settings");
  }

  @Test
  void whatDependsOnItIsChangedAllTheSame() throws InterruptedException {
    String after =
        Shop.SETTINGS.replace(
            "{name: settings}",
            "{name: settings, annotations: {tend.dev/depends-on: Job/certificates}}");
    applyUntilGone(Shop.NAMESPACE, CERTIFICATES, after);

    ApplyReport report = shop.apply(Shop.NAMESPACE, CERTIFICATES, after.replace("red", "blue"));

    assertThat(report.succeeded()).isTrue();
    assertThat(shop.live("ConfigMap", "settings").orElseThrow().at("/data/colour"))
        .isEqualTo(JsonNodeFactory.instance.textNode("blue"));
  }
}
