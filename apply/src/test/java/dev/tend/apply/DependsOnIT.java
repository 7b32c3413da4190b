package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.apply.ApplyEvent.Action;
import dev.tend.diff.Change;
import dev.tend.diff.Plan;
import dev.tend.manifest.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependsOnIT {
  private static final String MIGRATION =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: migrate}
      spec:
        template:
          spec:
            restartPolicy: Never
            containers: [{name: migrate, image: "example.com/migrate:1"}]
      ---
      """;
  private static final String SETTINGS_AFTER =
      Shop.SETTINGS.replace(
          "{name: settings}",
          "{name: settings, annotations: {tend.dev/depends-on: 'Job/migrate, deployment.apps/web'}}");

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
        .map(done -> done.id().kind())
        .toList();
  }

  @Test
  void whatIsDependedOnIsReadyFirst() {
    test.assumeImagesThatEnd();
    shop.options = shop.options.awaiting(false);
    ApplyReport report = shop.apply(Shop.NAMESPACE, SETTINGS_AFTER, MIGRATION, Shop.WEB);

    assertThat(report.succeeded()).isTrue();
    assertThat(happened()).last().isEqualTo("ConfigMap");
    assertThat(shop.deployment("web").orElseThrow().at("/status/readyReplicas").asInt())
        .isEqualTo(2);

    shop.events.clear();
    new Deleter(test.cluster(), Clock.systemUTC())
        .deleteApp("shop", test.namespace(), DeleteOptions.standard(), shop.events::add);
    assertThat(happened()).first().isEqualTo("ConfigMap");
  }

  @Test
  void whatWaitsForSomethingThatFailsIsNotBegun() {
    test.assumeImagesThatFail();
    shop.options = shop.options.within(Duration.ofSeconds(15));
    ApplyReport report =
        shop.apply(Shop.NAMESPACE, SETTINGS_AFTER, MIGRATION.replace(":1", ":crash"), Shop.WEB);

    assertThat(report.succeeded()).isFalse();
    assertThat(report.failed())
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.id().name()).isEqualTo("settings");
              assertThat(failed.message()).contains("depends on Job.batch").contains("isn't ready");
            });
    assertThat(shop.live("ConfigMap", "settings")).isEmpty();
  }

  @Test
  void whatWouldWaitForNothingSaysSoInThePlan() {
    shop.apply(Shop.NAMESPACE);
    String vain =
        Shop.SETTINGS.replace(
            "{name: settings}",
            "{name: settings, annotations: {tend.dev/depends-on: 'ConfigMap/nowhere'}}");

    Plan plan = shop.plan(vain);

    assertThat(plan.changes().getFirst())
        .isInstanceOfSatisfying(
            Change.Create.class,
            create ->
                assertThat(create.warnings())
                    .singleElement()
                    .asString()
                    .contains("nowhere", "neither in the sources nor in the cluster"));
    assertThat(shop.apply(plan).failed())
        .singleElement()
        .satisfies(failed -> assertThat(failed.message()).contains("doesn't exist"));
  }

  @Test
  void whatCannotBeReadOrGoesRoundIsAProblemOfThePlan() {
    Plan plan =
        shop.plan(
            Shop.NAMESPACE,
            Shop.SETTINGS.replace(
                "{name: settings}", "{name: a, annotations: {tend.dev/depends-on: ConfigMap/b}}"),
            Shop.SETTINGS.replace(
                "{name: settings}", "{name: b, annotations: {tend.dev/depends-on: ConfigMap/a}}"),
            Shop.SETTINGS.replace(
                "{name: settings}", "{name: c, annotations: {tend.dev/depends-on: Widget/x}}"));

    assertThat(plan.problems())
        .extracting(Problem::message)
        .anyMatch(message -> message.contains("'Widget/x', which names no object"))
        .anyMatch(
            message ->
                message.equals(
                    "these wait for each other: ConfigMap/a -> ConfigMap/b -> ConfigMap/a"));
  }

  @Test
  void anAppWaitsForTheAppsThatItDependsOn() {
    Shop database = new Shop(test).named("database");
    database.options = database.options.awaiting(false);
    database.apply(Shop.NAMESPACE, Shop.WEB);

    shop.options = shop.options.awaiting(false).after(List.of("database", "Deployment/web"));
    assertThat(shop.apply(Shop.SETTINGS).succeeded()).isTrue();
    assertThat(shop.deployment("web").orElseThrow().at("/status/readyReplicas").asInt())
        .isEqualTo(2);

    shop.options = shop.options.after(List.of("ship"));
    ApplyReport report = shop.apply(Shop.SETTINGS.replace("red", "blue"));
    assertThat(report.succeeded()).isFalse();
    assertThat(report.failed().getFirst().message()).contains("no inventory of an app ship");
    assertThat(shop.live("ConfigMap", "settings").orElseThrow().at("/data/colour").asText())
        .isEqualTo("red");
  }
}
