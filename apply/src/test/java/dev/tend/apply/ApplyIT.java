package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.wire.ApiRequest;
import dev.tend.diff.Change;
import dev.tend.diff.Force;
import dev.tend.diff.Plan;
import dev.tend.manifest.Problem;
import dev.tend.manifest.ResourceId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyIT {
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

  @Test
  void aNamespaceAndItsContentComeInOneApply() {
    ApplyReport report = shop.apply(Shop.SETTINGS, Shop.WEB, Shop.NAMESPACE);

    assertThat(report.failed()).isEmpty();
    assertThat(report.succeeded()).isTrue();
    assertThat(Shop.applied(report))
        .as("in the order of the plan")
        .containsExactly(
            "CREATED settings", "CREATED web", "CREATED web", "CREATED " + test.namespace());
    assertThat(shop.events.getFirst()).isInstanceOf(ApplyEvent.Started.class);
    assertThat(shop.deployment("web").orElseThrow().at("/status/readyReplicas").asInt())
        .isEqualTo(2);
    assertThat(shop.inventoryNames())
        .containsExactlyInAnyOrder("settings", "web", "web", test.namespace());
    assertThat(shop.inventory().entries().values())
        .allSatisfy(e -> assertThat(e.uid()).isNotEmpty());
  }

  @Test
  void rightAfterAnApplyThereIsNothingToDo() {
    shop.apply(Shop.NAMESPACE, Shop.SETTINGS, Shop.WEB);
    String secret =
        "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {password: shop}\n---\n";
    shop.apply(Shop.NAMESPACE, Shop.SETTINGS, Shop.WEB, secret);

    Plan plan = shop.plan(Shop.NAMESPACE, Shop.SETTINGS, Shop.WEB, secret);

    assertThat(Shop.acting(plan)).isEmpty();
    assertThat(plan.problems()).isEmpty();
  }

  @Test
  void whatThePlanWarnsOfIsSaidAgainUnlessItIsOver() {
    String scaler =
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web}
        spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 3}
        ---
        """;
    Plan plan = shop.plan(Shop.NAMESPACE, Shop.WEB, scaler);
    Change web =
        plan.changes().stream()
            .filter(change -> change.id().kind().equals("Deployment"))
            .findFirst()
            .orElseThrow();
    assertThat(web.warnings()).hasSize(2).anyMatch(text -> text.startsWith(Change.NOT_CHECKED));
    shop.options = shop.options.awaiting(false);

    ApplyReport report = shop.apply(plan);

    assertThat(report.applied())
        .filteredOn(done -> done.id().equals(web.id()))
        .singleElement()
        .satisfies(
            done ->
                assertThat(done.warnings())
                    .singleElement()
                    .asString()
                    .contains("HorizontalPodAutoscaler/web"));
  }

  @Test
  void whoChangesAnObjectThatIsWaitedForIsNamed() throws Exception {
    test.assumeImagesThatFail();
    FutureTask<ApplyReport> applying =
        new FutureTask<>(
            () -> shop.apply(Shop.NAMESPACE, Shop.WEB.replace("pause:3.9", "pause:never-ready")));
    Thread.ofPlatform().start(applying);
    ResourceId web = shop.id("apps", "Deployment", "web");
    for (int i = 0; i < 2400 && !isWaitedFor(web); i++) {
      Thread.sleep(50);
    }
    assertThat(isWaitedFor(web)).isTrue();
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    patch
        .addObject()
        .put("op", "replace")
        .put("path", "/spec/template/spec/containers/0/image")
        .put("value", "registry.k8s.io/pause:3.9");
    test.cluster().jsonPatch(web, "apps/v1", patch);

    ApplyReport report = applying.get();
    assertThat(report.succeeded()).as("of what was applied").isFalse();
    assertThat(report.rollout().orElseThrow().overtaken()).containsOnlyKeys(web);
    assertThat(report.rollout().orElseThrow().timedOut()).isFalse();
    assertThat(shop.inventory().newest().good()).isFalse();
    assertThat(shop.events)
        .filteredOn(ApplyEvent.Noted.class::isInstance)
        .singleElement()
        .asString()
        .contains("web was changed by", "(.spec.template.spec.containers[name=web].image)");
  }

  private boolean isWaitedFor(ResourceId id) {
    return List.copyOf(shop.events).stream()
        .anyMatch(
            event -> event instanceof ApplyEvent.Progressed(var of, var now) && of.equals(id));
  }

  @Test
  void applyingTwiceChangesNoVersionAndAsksLittle() {
    String[] sources = {Shop.NAMESPACE, Shop.SETTINGS, Shop.WEB};
    shop.apply(sources);
    List<String> before = versions();

    try (Cluster fresh = test.connectAgain()) {
      Shop again = new Shop(test, fresh);
      again.options = again.options.awaiting(false);
      ApplyReport report = again.apply(sources);

      assertThat(Shop.applied(report)).allMatch(line -> line.startsWith("UNCHANGED"));
      // Discovery 2, a read for each of 4 objects, the inventory for the plan and after it.
      assertThat(fresh.requestsSent()).isEqualTo(2 + 4 + 2);
    }
    assertThat(versions()).isEqualTo(before);
  }

  private List<String> versions() {
    return List.of(
        version(shop.live("ConfigMap", "settings").orElseThrow()),
        version(shop.live("Service", "web").orElseThrow()),
        version(shop.live("ConfigMap", "tend-inventory-shop").orElseThrow()),
        shop.deployment("web").orElseThrow().at("/metadata/generation").asText());
  }

  private static String version(ObjectNode object) {
    return object.at("/metadata/resourceVersion").asText();
  }

  @Test
  void aChangedImageIsOneFieldAndRollsOut() {
    shop.apply(Shop.NAMESPACE, Shop.WEB);

    Plan plan = shop.plan(Shop.NAMESPACE, Shop.WEB.replace("pause:3.9", "pause:3.10"));

    assertThat(Shop.acting(plan)).containsExactly("Update web");
    Change.Update update =
        (Change.Update) plan.changes().stream().filter(Change::acts).findFirst().orElseThrow();
    assertThat(update.fields())
        .extracting(change -> change.path().toString())
        .containsExactly(".spec.template.spec.containers[name=web].image");
    assertThat(shop.apply(plan).succeeded()).isTrue();
    assertThat(shop.deployment("web").orElseThrow().at("/status/updatedReplicas").asInt())
        .isEqualTo(2);
  }

  @Test
  void keysThatLeaveASecretsStringDataGo() {
    String secret =
        "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {a: one, b: two}\n";
    shop.apply(Shop.NAMESPACE, secret);

    shop.apply(Shop.NAMESPACE, secret.replace(", b: two", ""));

    assertThat(shop.live("Secret", "db").orElseThrow().path("data"))
        .hasToString("{\"a\":\"b25l\"}");
  }

  @Test
  void aFieldOfAnotherManagerIsAConflictAndNothingIsDone() {
    shop.apply(Shop.NAMESPACE, Shop.SETTINGS);
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("data").put("colour", "green");
    others(patch);

    Plan plan = shop.plan(Shop.NAMESPACE, Shop.SETTINGS.replace("red", "blue"), Shop.WEB);
    ApplyReport report = shop.apply(plan);

    assertThat(report.failed())
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.message()).contains("painter").contains(".data.colour");
              assertThat(failed.hint()).contains("--force-conflicts");
            });
    assertThat(report.notAttempted()).extracting(id -> id.kind()).contains("Deployment", "Service");
    assertThat(shop.deployment("web")).isEmpty();

    shop.options = shop.options.forcing(Force.ALL);
    assertThat(shop.apply(Shop.NAMESPACE, Shop.SETTINGS.replace("red", "blue")).succeeded())
        .isTrue();
    assertThat(shop.live("ConfigMap", "settings").orElseThrow().at("/data/colour").asText())
        .isEqualTo("blue");
  }

  @Test
  void forceTakesFieldsFromTheManagerThatItNamesAndFromNoOther() {
    shop.apply(Shop.NAMESPACE, Shop.SETTINGS);
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("data").put("colour", "green");
    others(patch);
    String[] wanted = {Shop.NAMESPACE, Shop.SETTINGS.replace("red", "blue")};

    shop.options = shop.options.forcing(Force.of(false, List.of("somebody")));
    assertThat(shop.apply(wanted).succeeded()).isFalse();

    shop.options = shop.options.forcing(Force.of(false, List.of("painter")));
    assertThat(shop.apply(wanted).succeeded()).isTrue();
    assertThat(shop.live("ConfigMap", "settings").orElseThrow().at("/data/colour").asText())
        .isEqualTo("blue");
  }

  /** Writes as another field manager would. */
  private void others(ObjectNode patch) {
    ObjectRequests requests = test.cluster().requestsAs("painter");
    requests.patch(
        test.cluster().typeOf("", "ConfigMap").orElseThrow(),
        shop.id("", "ConfigMap", "settings"),
        "",
        ApiRequest.MERGE_PATCH,
        patch);
  }

  @Test
  void whatKubectlAppliedIsTakenOverSoThatDroppedFieldsGo() {
    shop.apply(Shop.NAMESPACE);
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    map.putObject("metadata").put("name", "settings").put("namespace", test.namespace());
    map.putObject("data").put("colour", "green").put("size", "7").put("old", "x");
    test.cluster()
        .requestsAs("kubectl-client-side-apply")
        .create(
            test.cluster().typeOf("", "ConfigMap").orElseThrow(),
            map,
            shop.id("", "ConfigMap", "settings"));

    Plan plan = shop.plan(Shop.NAMESPACE, Shop.SETTINGS);
    assertThat(((Change.Update) plan.changes().getLast()).fields())
        .extracting(change -> change.path().toString())
        .contains(".data.colour", ".data.old");
    assertThat(shop.apply(plan).succeeded()).isTrue();

    assertThat(shop.live("ConfigMap", "settings").orElseThrow().path("data"))
        .hasToString("{\"colour\":\"red\",\"size\":\"7\"}");
    assertThat(Shop.acting(shop.plan(Shop.NAMESPACE, Shop.SETTINGS))).isEmpty();
  }

  @Test
  void whatCannotBeChangedInPlaceIsMadeAnewByConsentOnly() {
    shop.apply(Shop.NAMESPACE, Shop.WEB);
    String moved = Shop.WEB.replace("app: web", "app: front");
    String uid = shop.deployment("web").orElseThrow().at("/metadata/uid").asText();

    Plan plan = shop.plan(Shop.NAMESPACE, moved);
    assertThat(Shop.acting(plan)).containsExactly("Recreate web", "Update web");
    ApplyReport refused = shop.apply(plan);
    assertThat(refused.failed())
        .singleElement()
        .extracting(f -> f.message())
        .asString()
        .contains("immutable");
    assertThat(shop.deployment("web").orElseThrow().at("/metadata/uid").asText()).isEqualTo(uid);

    shop.options = shop.options.recreating(true);
    ApplyReport report = shop.apply(plan);
    assertThat(report.failed()).isEmpty();
    assertThat(Shop.applied(report)).contains("RECREATED web");
    assertThat(report.succeeded()).isTrue();
    assertThat(shop.deployment("web").orElseThrow().at("/metadata/uid").asText()).isNotEqualTo(uid);
    assertThat(Shop.acting(shop.plan(Shop.NAMESPACE, moved))).isEmpty();
  }

  @Test
  void whatAServerFillsInIsNoPartOfARecreation() {
    String db =
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          replicas: 0
          serviceName: db
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec: {containers: [{name: main, image: postgres:17}]}
          volumeClaimTemplates:
          - metadata: {name: data}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        ---
        """;
    shop.apply(Shop.NAMESPACE, db);

    Plan plan = shop.plan(Shop.NAMESPACE, db.replace("1Gi", "2Gi"));

    assertThat(plan.changes().getLast())
        .isInstanceOfSatisfying(
            Change.Recreate.class,
            recreate ->
                assertThat(recreate.fields())
                    .extracting(field -> "%s: %s".formatted(field.path(), field.after()))
                    .singleElement()
                    .asString()
                    .contains("storage")
                    .endsWith("\"2Gi\""));
  }

  @Test
  void anObjectThatTwoAppsClaimIsRefusedWithBothNames() {
    shop.apply(Shop.NAMESPACE, Shop.SETTINGS);

    Plan plan = new Shop(test).named("till").plan(Shop.SETTINGS);

    assertThat(plan.problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("the app shop")
        .contains("the app till");
  }

  @Test
  void whatTheServerRefusesIsAProblemAndNothingIsApplied() {
    shop.apply(Shop.NAMESPACE);

    Plan plan =
        shop.plan(Shop.NAMESPACE, Shop.SETTINGS, Shop.WEB.replace("port: 80", "port: 80, prot: 1"));

    assertThat(plan.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("Service").contains(".prot"));
  }

  @Test
  void aMissingNamespaceIsAProblem() {
    assertThat(shop.plan(Shop.SETTINGS).problems())
        .singleElement()
        .extracting(Problem::rule)
        .isEqualTo("plan/namespace-missing");
  }

  @Test
  void objectsMaySayHowTheyWantToBeTreated() {
    String once = annotated("once", "tend.dev/create-only");
    String never = annotated("never", "tend.dev/ignore");
    shop.apply(Shop.NAMESPACE, once, never, Shop.SETTINGS);
    assertThat(shop.live("ConfigMap", "never")).isEmpty();

    ObjectNode freeze = JsonNodeFactory.instance.objectNode();
    freeze.putObject("metadata").putObject("annotations").put("tend.dev/ignore", "true");
    test.cluster().mergePatch(shop.id("", "ConfigMap", "settings"), "v1", freeze);
    Plan plan =
        shop.plan(
            Shop.NAMESPACE,
            once.replace("red", "blue"),
            Shop.SETTINGS.replace("red", "blue"),
            never);
    assertThat(Shop.acting(plan)).isEmpty();
    assertThat(plan.changes())
        .filteredOn(Change.Skip.class::isInstance)
        .extracting(change -> ((Change.Skip) change).reason())
        .containsExactlyInAnyOrder(
            "it is there, and it is annotated tend.dev/create-only",
            "the live object is annotated tend.dev/ignore",
            "it is annotated tend.dev/ignore");

    Shop other = new Shop(test).named("other");
    assertThat(other.plan(once).problems()).isEmpty();
    assertThat(other.plan(annotated("once", "tend.dev/x")).problems()).hasSize(1);
    assertThat(other.apply(annotated("once", "tend.dev/adopt")).succeeded()).isTrue();
    assertThat(other.inventoryNames()).containsExactly("once");
  }

  private static String annotated(String name, String annotation) {
    return Shop.SETTINGS.replace(
        "{name: settings}", "{name: %s, annotations: {%s: 'true'}}".formatted(name, annotation));
  }
}
