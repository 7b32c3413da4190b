package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.ApplyEvent.Action;
import dev.tend.apply.ObjectRequests.Propagation;
import dev.tend.apply.inventory.Ownership;
import dev.tend.apply.inventory.PruneOptions;
import dev.tend.diff.Check;
import dev.tend.diff.Force;
import dev.tend.diff.Plan;
import dev.tend.diff.Planner;
import dev.tend.manifest.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HooksIT {
  private static final String MIGRATE =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: migrate, annotations: {tend.dev/hook: pre-apply}}
      spec:
        backoffLimit: 0
        template:
          spec:
            restartPolicy: Never
            containers: [{name: migrate, image: "example.com/migrate:1"}]
      ---
      """;
  private static final String SMOKE =
      MIGRATE.replace("pre-apply", "post-apply").replace("migrate", "smoke");

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

  private List<String> happened() {
    return shop.events.stream()
        .filter(ApplyEvent.Applied.class::isInstance)
        .map(ApplyEvent.Applied.class::cast)
        .filter(done -> done.action() != Action.UNCHANGED)
        .map(done -> done.id().name())
        .toList();
  }

  private Optional<ObjectNode> job(String name) {
    return test.cluster().get(shop.id("batch", "Job", name), "batch/v1");
  }

  @Test
  void hooksRunBeforeAndAfterTheRestOnceForEachRevision() {
    ApplyReport first = shop.apply(Shop.NAMESPACE, SMOKE, Shop.WEB, MIGRATE, Shop.SETTINGS);

    assertThat(first.succeeded()).isTrue();
    assertThat(happened().subList(1, 3)).containsExactly("settings", "migrate");
    assertThat(happened()).endsWith("smoke");
    assertThat(shop.plan(Shop.NAMESPACE, SMOKE, Shop.WEB, MIGRATE, Shop.SETTINGS).isEmpty())
        .isTrue();

    String blue = Shop.SETTINGS.replace("red", "blue");
    Plan next = shop.plan(Shop.NAMESPACE, SMOKE, Shop.WEB, MIGRATE, blue);
    assertThat(Shop.acting(next)).containsExactly("Update settings", "Run smoke", "Run migrate");
    assertThat(Shop.applied(shop.apply(next)))
        .contains("RECREATED smoke", "RECREATED migrate", "UNCHANGED web");
  }

  @Test
  void whatAFailedHookComesBeforeIsNotBegunAndItRunsAgain() {
    test.assumeImagesThatFail();
    String broken = MIGRATE.replace(":1", ":crash");

    ApplyReport report = shop.apply(Shop.NAMESPACE, Shop.WEB, broken);

    assertThat(report.failed())
        .singleElement()
        .satisfies(failed -> assertThat(failed.message()).startsWith("The hook didn't succeed"));
    assertThat(shop.deployment("web")).isEmpty();
    assertThat(Shop.acting(shop.plan(Shop.NAMESPACE, Shop.WEB, broken))).contains("Run migrate");
    assertThat(shop.apply(Shop.NAMESPACE, Shop.WEB, MIGRATE).succeeded()).isTrue();
    assertThat(shop.deployment("web")).isPresent();
  }

  @Test
  void whatHasRunForARevisionRunsNotAgainWhenSomethingAfterItFails() {
    test.assumeImagesThatFail();
    String unready = Shop.WEB.replace("3.9", "does-not-exist");

    ApplyReport report = shop.apply(Shop.NAMESPACE, MIGRATE, unready, SMOKE);

    assertThat(report.failed())
        .singleElement()
        .satisfies(failed -> assertThat(failed.id().name()).isEqualTo("smoke"));
    Plan again = shop.plan(Shop.NAMESPACE, MIGRATE, unready, SMOKE);
    assertThat(Shop.acting(again)).containsExactly("Run smoke");
  }

  @Test
  void aHookThatWasCleanedUpIsMissedByNobody() throws Exception {
    String brief = MIGRATE.replace("backoffLimit: 0", "ttlSecondsAfterFinished: 0");
    shop.apply(Shop.NAMESPACE, brief, Shop.SETTINGS);
    for (int i = 0; i < 2400 && job("migrate").isPresent(); i++) {
      Thread.sleep(50);
    }

    assertThat(shop.plan(Shop.NAMESPACE, brief, Shop.SETTINGS).isEmpty()).isTrue();
    assertThat(
            new Apps(test.cluster(), Clock.systemUTC())
                .status(owner())
                .objects()
                .readiness()
                .keySet())
        .extracting(id -> id.name())
        .containsExactly("settings", test.namespace());
  }

  @Test
  void hooksRunAgainWhereSomebodyDeletedTheApp() {
    shop.apply(Shop.NAMESPACE, MIGRATE, Shop.SETTINGS);
    test.cluster()
        .delete(shop.id("batch", "Job", "migrate"), "batch/v1", "", Propagation.BACKGROUND);
    assertThat(Shop.acting(shop.plan(Shop.NAMESPACE, MIGRATE, Shop.SETTINGS))).isEmpty();

    test.cluster().delete(shop.id("", "ConfigMap", "settings"), "v1", "", Propagation.BACKGROUND);

    assertThat(Shop.acting(shop.plan(Shop.NAMESPACE, MIGRATE, Shop.SETTINGS)))
        .containsExactly("Create settings", "Run migrate");
  }

  @Test
  void whatDependsOnAHookThatIsGoneIsCorrectedAllTheSame() throws Exception {
    String brief = MIGRATE.replace("backoffLimit: 0", "ttlSecondsAfterFinished: 0");
    String after =
        Shop.SETTINGS.replace(
            "{name: settings}",
            "{name: settings, annotations: {tend.dev/depends-on: Job/migrate}}");
    shop.apply(Shop.NAMESPACE, brief, after);
    for (int i = 0; i < 2400 && job("migrate").isPresent(); i++) {
      Thread.sleep(50);
    }
    test.cluster()
        .jsonPatch(
            shop.id("", "ConfigMap", "settings"),
            "v1",
            JsonNodeFactory.instance
                .arrayNode()
                .add(
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("op", "replace")
                        .put("path", "/data/colour")
                        .put("value", "green")));
    shop.options = shop.options.forcing(Force.ALL);

    ApplyReport report = shop.apply(Shop.NAMESPACE, brief, after);

    assertThat(report.succeeded()).isTrue();
    assertThat(Shop.applied(report)).contains("UPDATED settings", "UNCHANGED migrate");
  }

  @Test
  void aHookThatStandsOnAWorkloadStillComesBeforeTheOthers() {
    String db = Shop.WEB.replace("name: web", "name: db").replace("app: web", "app: db");
    String migrate =
        MIGRATE.replace("pre-apply}", "pre-apply, tend.dev/depends-on: Deployment/db}");

    assertThat(shop.apply(Shop.NAMESPACE, Shop.WEB, db, migrate).succeeded()).isTrue();

    List<String> order = happened();
    assertThat(order.indexOf("migrate")).isGreaterThan(order.indexOf("db"));
    assertThat(order.indexOf("web")).isGreaterThan(order.indexOf("migrate"));
  }

  @Test
  void whatIsOnlyCreatedDoesNotMakeHooksRunAgain() {
    String once =
        Shop.SETTINGS.replace(
            "{name: settings}", "{name: settings, annotations: {tend.dev/create-only: 'true'}}");

    shop.apply(Shop.NAMESPACE, once, MIGRATE);

    assertThat(Shop.acting(shop.plan(Shop.NAMESPACE, once, MIGRATE))).isEmpty();
  }

  @Test
  void oneMoreFailureOfTheSameIsNoFurtherRevision() {
    test.assumeImagesThatFail();
    shop.apply(Shop.NAMESPACE, Shop.SETTINGS);
    for (int i = 0; i < 3; i++) {
      shop.apply(Shop.NAMESPACE, Shop.SETTINGS, MIGRATE.replace(":1", ":crash"));
    }

    assertThat(new Apps(test.cluster(), Clock.systemUTC()).history(owner()))
        .extracting(revision -> revision.outcome().isGood())
        .containsExactly(true, false);
  }

  @Test
  void aRunReplacesNothingThatIsNotTheApps() {
    shop.apply(Shop.NAMESPACE);
    String foreign = MIGRATE.replace("{tend.dev/hook: pre-apply}", "{}");
    ObjectNode job = test.manifests(foreign).getFirst().content().deepCopy();
    job.withObject("/metadata").put("namespace", test.namespace());
    test.cluster().create(shop.id("batch", "Job", "migrate"), job);

    Plan plan = shop.plan(Shop.NAMESPACE, MIGRATE);

    assertThat(plan.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("belongs to no app"));
  }

  @Test
  void nothingCanWaitForWhatRunsAfterEverything() {
    String web =
        Shop.WEB.replaceFirst(
            "\\{name: web}", "{name: web, annotations: {tend.dev/depends-on: Job/smoke}}");

    assertThat(shop.plan(Shop.NAMESPACE, web, SMOKE).problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.message()).endsWith("which runs after everything else"));
  }

  private Ownership owner() {
    return new Ownership("shop", test.namespace());
  }

  @Test
  void whatIsNoHookAnyMoreIsPrunedAndHooksGoWithTheirApp() {
    shop.apply(Shop.NAMESPACE, MIGRATE, SMOKE, Shop.SETTINGS);
    shop.prune = PruneOptions.CAUTIOUS;

    assertThat(Shop.acting(shop.plan(Shop.NAMESPACE, MIGRATE, Shop.SETTINGS)))
        .containsExactly("Run migrate", "Prune smoke");

    shop.events.clear();
    new Deleter(test.cluster(), Clock.systemUTC())
        .deleteApp("shop", test.namespace(), DeleteOptions.standard(), shop.events::add);
    assertThat(happened()).contains("migrate", "smoke");
  }

  @Test
  void whatCannotBeAHookIsAProblem() {
    assertThat(problems(Optional.of("shop"), MIGRATE.replace("pre-apply", "sometimes")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).endsWith("knows no hook 'sometimes'"));
    assertThat(
            problems(
                Optional.of("shop"),
                Shop.SETTINGS.replace(
                    "{name: settings}",
                    "{name: settings, annotations: {tend.dev/hook: pre-apply}}")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).endsWith("can't be a hook"));
    assertThat(problems(Optional.empty(), MIGRATE))
        .singleElement()
        .satisfies(problem -> assertThat(problem.hint()).contains("--app NAME"));
  }

  private List<Problem> problems(Optional<String> app, String yaml) {
    return new AppPlanner(test.cluster())
        .plan(
            test.manifests(Shop.NAMESPACE + yaml),
            new AppPlanner.Request(
                app,
                test.namespace(),
                PruneOptions.DISABLED,
                Force.NONE,
                4,
                false,
                Planner.Care.ALL,
                Check.NONE))
        .problems();
  }
}
