package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.inventory.PruneOptions;
import dev.tend.diff.Change;
import dev.tend.diff.Check;
import dev.tend.diff.Force;
import dev.tend.diff.Plan;
import dev.tend.diff.Planner;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
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

class PruneAndDeleteIT {
  @TempDir Path folder;
  private TestCluster test;
  private Shop shop;

  @BeforeEach
  void open() {
    test = TestCluster.open(folder);
    shop = new Shop(test);
    shop.apply(Shop.NAMESPACE, Shop.SETTINGS, Shop.WEB);
    shop.events.clear();
  }

  @AfterEach
  void close() {
    test.close();
  }

  private Deleter deleter() {
    return new Deleter(test.cluster(), Clock.systemUTC());
  }

  @Test
  void whatIsNotWantedAnyMoreIsPrunedWhereAsked() {
    assertThat(Shop.acting(shop.plan(Shop.NAMESPACE, Shop.WEB))).isEmpty();
    shop.apply(Shop.NAMESPACE, Shop.WEB);
    assertThat(shop.inventoryNames()).as("not forgotten meanwhile").contains("settings");

    shop.prune = PruneOptions.CAUTIOUS;
    Plan plan = shop.plan(Shop.NAMESPACE, Shop.WEB);
    assertThat(Shop.acting(plan)).containsExactly("Prune settings");
    ApplyReport report = shop.apply(plan);

    assertThat(report.succeeded()).isTrue();
    assertThat(Shop.applied(report)).contains("PRUNED settings");
    assertThat(shop.live("ConfigMap", "settings")).isEmpty();
    assertThat(shop.inventoryNames()).doesNotContain("settings");
    assertThat(Shop.acting(shop.plan(Shop.NAMESPACE, Shop.WEB))).isEmpty();
  }

  @Test
  void whatLeftTheSourcesIsToldThoughNobodyAskedToPrune() {
    Plan plan = shop.plan(Shop.NAMESPACE, Shop.WEB);

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.changes().getLast())
        .isInstanceOfSatisfying(
            Change.Skip.class,
            skip -> {
              assertThat(skip.id().name()).isEqualTo("settings");
              assertThat(skip.hint()).contains("--prune");
            });
    assertThat(shop.plan(Shop.NAMESPACE, Shop.SETTINGS, Shop.WEB).changes())
        .noneMatch(Change.Skip.class::isInstance);
  }

  @Test
  void whoDeletesAllOfAnAppsSourcesForgetsTheApp() {
    deleter().delete(scoped(Shop.SETTINGS), DeleteOptions.standard(), shop.events::add);
    assertThat(shop.inventoryNames()).contains("web").doesNotContain("settings");

    ApplyReport report =
        deleter()
            .delete(
                test.manifests(Shop.NAMESPACE + Shop.WEB).stream()
                    .map(
                        m ->
                            m.id().kind().equals("Namespace") ? m : m.inNamespace(test.namespace()))
                    .toList(),
                DeleteOptions.standard(),
                shop.events::add);

    assertThat(report.succeeded()).isTrue();
    assertThat(new Apps(test.cluster(), Clock.systemUTC()).list(test.namespace())).isEmpty();
  }

  @Test
  void whatIsAnnotatedToBeKeptOutlivesItsApp() {
    String kept =
        Shop.SETTINGS.replace(
            "{name: settings}", "{name: settings, annotations: {tend.dev/prune: disabled}}");
    shop.apply(kept, Shop.WEB);

    ApplyReport report =
        deleter().deleteApp("shop", test.namespace(), DeleteOptions.standard(), shop.events::add);

    assertThat(report.succeeded()).isTrue();
    assertThat(Shop.applied(report)).doesNotContain("DELETED settings").contains("DELETED web");
    assertThat(shop.events)
        .filteredOn(ApplyEvent.Noted.class::isInstance)
        .extracting(event -> ((ApplyEvent.Noted) event).message())
        .anyMatch(message -> message.contains("settings stays") && message.contains("prune"));
  }

  @Test
  void whatGetsItsNameFromTheServerBelongsToItsApp() {
    String smoke = Shop.SETTINGS.replace("{name: settings}", "{generateName: smoke-}");
    String name =
        shop.apply(smoke).applied().stream()
            .filter(done -> done.action() == ApplyEvent.Action.CREATED)
            .map(done -> done.id().name())
            .findFirst()
            .orElseThrow();
    assertThat(name).startsWith("smoke-").hasSizeGreaterThan("smoke-".length());
    assertThat(shop.inventoryNames()).contains(name);

    shop.prune = PruneOptions.CAUTIOUS;
    ApplyReport second = shop.apply(Shop.NAMESPACE, Shop.SETTINGS, Shop.WEB, smoke);

    assertThat(Shop.applied(second)).contains("PRUNED " + name);
  }

  @Test
  void whatTheServerDoesNotTellOfIsNotTakenForGone() {
    String group = test.namespace() + ".example";
    String service =
        """
        apiVersion: apiregistration.k8s.io/v1
        kind: APIService
        metadata: {name: v1.$group}
        spec:
          group: $group
          version: v1
          groupPriorityMinimum: 10
          versionPriority: 10
          service: {name: nowhere, namespace: default}
        ---
        """
            .replace("$group", group);
    String till = "apiVersion: %s/v1\nkind: Till\nmetadata: {name: front}\n".formatted(group);
    List<Manifest> announced = test.manifests(service);
    new Applier(test.cluster(), Clock.systemUTC())
        .apply(
            new AppPlanner(test.cluster()).plan(announced, request(Optional.empty())),
            ApplyOptions.standard("default").awaiting(false),
            event -> {});
    try (Cluster fresh = test.connectAgain()) {
      ApplyReport report =
          new Deleter(fresh, Clock.systemUTC())
              .delete(test.manifests(till), DeleteOptions.standard(), event -> {});

      assertThat(report.failed())
          .singleElement()
          .satisfies(failed -> assertThat(failed.message()).contains("doesn't tell"));
    } finally {
      deleter().delete(announced, DeleteOptions.standard(), event -> {});
    }
  }

  private static AppPlanner.Request request(Optional<String> app) {
    return new AppPlanner.Request(
        app, "default", PruneOptions.DISABLED, Force.NONE, 8, false, Planner.Care.ALL, Check.NONE);
  }

  @Test
  void anAppThatIsAppliedFromAnotherNamespaceIsToldItsOwn() {
    Plan plan =
        new AppPlanner(test.cluster()).plan(scoped(Shop.SETTINGS), request(Optional.of("shop")));

    assertThat(plan.problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("the app shop of namespace " + test.namespace())
        .contains("the app shop of namespace default");
  }

  @Test
  void aNamespaceIsNotPrunedWithoutConsent() {
    shop.prune = PruneOptions.CAUTIOUS;

    Plan plan = shop.plan(Shop.SETTINGS, Shop.WEB);

    assertThat(Shop.acting(plan)).isEmpty();
    assertThat(plan.changes().getLast())
        .isInstanceOfSatisfying(
            Change.Skip.class, skip -> assertThat(skip.reason()).contains("Namespace"));
    shop.apply(plan);
    assertThat(shop.inventoryNames()).contains(test.namespace());
  }

  @Test
  void whatSomebodyElseDeletedIsForgotten() {
    deleter()
        .delete(
            shop.plan(Shop.SETTINGS).changes().stream()
                .flatMap(change -> Applier.manifestOf(change).stream())
                .toList(),
            DeleteOptions.standard(),
            event -> {});

    shop.apply(Shop.NAMESPACE, Shop.WEB);

    assertThat(shop.inventoryNames()).doesNotContain("settings");
  }

  @Test
  void anAppIsDeletedInReverseAndItsInventoryLast() {
    ApplyReport report =
        deleter().deleteApp("shop", test.namespace(), DeleteOptions.standard(), shop.events::add);

    assertThat(report.failed()).isEmpty();
    assertThat(Shop.applied(report))
        .containsExactly(
            "DELETED web", "DELETED web", "DELETED settings", "DELETED " + test.namespace());
    assertThat(shop.deployment("web")).isEmpty();
    assertThatThrownBy(
            () ->
                deleter()
                    .deleteApp("shop", test.namespace(), DeleteOptions.standard(), event -> {}))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("no inventory");
  }

  @Test
  void whatIsNotThereIsFine() {
    ApplyReport first =
        deleter().delete(scoped(Shop.SETTINGS), DeleteOptions.standard(), event -> {});
    ApplyReport second =
        deleter().delete(scoped(Shop.SETTINGS), DeleteOptions.standard(), event -> {});

    assertThat(Shop.applied(first)).containsExactly("DELETED settings");
    assertThat(Shop.applied(second)).containsExactly("SKIPPED settings");
    assertThat(second.succeeded()).isTrue();
  }

  private List<Manifest> scoped(String yaml) {
    return test.manifests(yaml).stream().map(m -> m.inNamespace(test.namespace())).toList();
  }

  @Test
  void theFinalizerThatBlocksADeletionIsNamed() {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").putArray("finalizers").add("shop.example/till");
    test.cluster().mergePatch(shop.id("", "ConfigMap", "settings"), "v1", patch);

    ApplyReport report =
        deleter()
            .delete(
                scoped(Shop.SETTINGS),
                new DeleteOptions(4, true, Duration.ofSeconds(3)),
                shop.events::add);
    assertThat(report.failed())
        .singleElement()
        .satisfies(failed -> assertThat(failed.message()).contains("shop.example/till"));
    assertThat(shop.events)
        .filteredOn(ApplyEvent.DeletionBlocked.class::isInstance)
        .as("told once, where there was time for enough looks")
        .hasSizeLessThanOrEqualTo(1);

    shop.events.clear();
    Thread caller = Thread.currentThread();
    ApplyReport interrupted =
        deleter()
            .delete(
                scoped(Shop.SETTINGS),
                new DeleteOptions(4, true, Duration.ofMinutes(10)),
                event -> {
                  shop.events.add(event);
                  if (event instanceof ApplyEvent.DeletionBlocked) {
                    caller.interrupt();
                  }
                });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted.failed()).hasSize(1);
    assertThat(shop.events)
        .filteredOn(ApplyEvent.DeletionBlocked.class::isInstance)
        .singleElement()
        .satisfies(
            event ->
                assertThat(((ApplyEvent.DeletionBlocked) event).finalizers())
                    .containsExactly("shop.example/till"));

    patch.withObject("/metadata").putArray("finalizers");
    test.cluster().mergePatch(shop.id("", "ConfigMap", "settings"), "v1", patch);
    assertThat(shop.live("ConfigMap", "settings")).isEmpty();
  }
}
