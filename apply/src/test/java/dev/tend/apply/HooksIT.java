package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.apply.ApplyEvent.Action;
import dev.tend.apply.inventory.Ownership;
import dev.tend.apply.inventory.PruneOptions;
import dev.tend.diff.Force;
import dev.tend.diff.Plan;
import dev.tend.diff.Planner;
import dev.tend.manifest.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
    shop.options = shop.options.within(Duration.ofSeconds(30));
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
    shop.options = shop.options.within(Duration.ofSeconds(8));
    String unready = Shop.WEB.replace("3.9", "never-ready");

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
    while (test.cluster().get(shop.id("batch", "Job", "migrate"), "batch/v1").isPresent()) {
      Thread.sleep(50);
    }

    assertThat(shop.plan(Shop.NAMESPACE, brief, Shop.SETTINGS).isEmpty()).isTrue();
    Ownership owner = new Ownership("shop", test.namespace());
    assertThat(
            new Apps(test.cluster(), Clock.systemUTC())
                .status(owner)
                .objects()
                .readiness()
                .keySet())
        .extracting(id -> id.name())
        .containsExactly("settings", test.namespace());
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
                Planner.Care.ALL))
        .problems();
  }
}
