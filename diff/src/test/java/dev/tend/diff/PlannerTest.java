package dev.tend.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tend.diff.LiveState.DryRun;
import dev.tend.diff.merge.FieldManager;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.manifest.ResourceId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final String SETTINGS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: shop}
      data: {colour: red, size: "7"}
      """;
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - name: sidecar
              image: sidecar:1
            - name: web
              image: web:1
              resources: {requests: {cpu: 100m}}
      """;
  private static final String SCALER =
      """
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: web, namespace: shop}
      spec:
        maxReplicas: 9
        scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      """;
  private static final ResourceId WEB_ID = new ResourceId("apps", "Deployment", "shop", "web");

  private final FakeLiveState live = new FakeLiveState();

  private Plan plan(String... documents) {
    return plan(Force.NONE, documents);
  }

  private Plan plan(Force force, String... documents) {
    List<Manifest> manifests = Yaml.manifests(String.join("---\n", documents));
    return new Planner(live)
        .plan(manifests, new Planner.Options(force, 4, Planner.Care.ALL, Check.NONE));
  }

  private static <T extends Change> T only(Plan plan, Class<T> type) {
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.changes()).singleElement().isInstanceOf(type);
    return type.cast(plan.changes().getFirst());
  }

  @Test
  void whatIsNotThereIsCreatedAsTheServerWouldMakeIt() {
    Change.Create create = only(plan(SETTINGS), Change.Create.class);

    assertThat(create.result().path("metadata").has("managedFields")).isTrue();
    assertThat(live.wasAskedAbout(create.id())).isTrue();
  }

  @Test
  void whatIsAsItShouldBeIsLeftAlone() {
    live.having(SETTINGS);

    Plan plan = plan(SETTINGS);

    only(plan, Change.Unchanged.class);
    assertThat(plan.isEmpty()).isTrue();
  }

  @Test
  void aChangedImageIsOneChangedFieldNamedByItsContainer() {
    live.having(WEB);

    Change.Update update =
        only(plan(WEB.replace("image: web:1", "image: web:2")), Change.Update.class);

    assertThat(update.fields())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.path())
                  .hasToString(".spec.template.spec.containers[name=web].image");
              assertThat(change.before()).hasToString("\"web:1\"");
              assertThat(change.after()).hasToString("\"web:2\"");
            });
  }

  @Test
  void theSameQuantityWrittenDifferentlyIsNoChange() {
    live.having(WEB);

    only(plan(WEB.replace("cpu: 100m", "cpu: \"0.1\"")), Change.Unchanged.class);
  }

  @Test
  void forceTakesFromTheManagersAndTheFieldsThatItNames() {
    live.having(SETTINGS, FieldManager.updating("painter"));
    String wanted = SETTINGS.replace("red", "blue");

    for (String name : List.of("painter", ".data.colour", ".data")) {
      Plan plan = plan(Force.of(false, List.of(name)), wanted);
      Change.Update update = only(plan, Change.Update.class);
      assertThat(update.conflicts()).as(name).isEmpty();
      assertThat(update.warnings()).containsExactly("takes .data.colour from painter");
    }
    for (String name : List.of("somebody", ".data.col", "colour")) {
      Plan plan = plan(Force.of(false, List.of(name)), wanted);
      List<LiveState.FieldConflict> conflicts = only(plan, Change.Update.class).conflicts();
      assertThat(conflicts).as(name).hasSize(1);
      assertThat(Force.of(false, List.of(name, "painter")).idle(conflicts)).containsExactly(name);
    }
  }

  @Test
  void aFieldThatTheManifestDropsGoes() {
    live.having(SETTINGS);

    Change.Update update = only(plan(SETTINGS.replace(", size: \"7\"", "")), Change.Update.class);

    assertThat(update.fields()).extracting(c -> c.path().toString()).containsExactly(".data.size");
    assertThat(update.fields().getFirst().after()).isNull();
  }

  @Test
  void aFieldOfAnotherManagerIsAConflictAndShowsWhatForceWouldDo() {
    live.having(SETTINGS, FieldManager.updating("painter"));

    Change.Update update = only(plan(SETTINGS.replace("red", "blue")), Change.Update.class);

    assertThat(update.conflicts())
        .extracting(LiveState.FieldConflict::manager, LiveState.FieldConflict::field)
        .containsExactly(tuple("painter", ".data.colour"));
    assertThat(update.conflicts().getFirst().since()).isNotNull();
    assertThat(update.fields())
        .extracting(c -> c.path().toString())
        .containsExactly(".data.colour");
  }

  @Test
  void forceLeavesNoConflict() {
    live.having(SETTINGS, FieldManager.updating("painter"));

    Change.Update update =
        only(plan(Force.ALL, SETTINGS.replace("red", "blue")), Change.Update.class);

    assertThat(update.conflicts()).isEmpty();
  }

  @Test
  void whatClientSideApplySetIsTakenOverSoThatDroppedFieldsGo() {
    live.having(SETTINGS, FieldManager.updating("kubectl-client-side-apply"));

    Change.Update update =
        only(plan(SETTINGS.replace("red, size: \"7\"", "blue")), Change.Update.class);

    assertThat(update.conflicts()).isEmpty();
    assertThat(update.fields())
        .extracting(c -> c.path().toString())
        .containsExactly(".data.colour", ".data.size");
    assertThat(Takeover.patch(update, update.live())).isPresent();
  }

  @Test
  void afterTheFirstApplyNothingIsTakenOverAnyMore() {
    live.having(SETTINGS);

    Change.Update update = only(plan(SETTINGS.replace("red", "blue")), Change.Update.class);

    assertThat(Takeover.patch(update, update.live())).isEmpty();
  }

  @Test
  void replicasThatAnAutoscalerIsToScaleStayWhenTheManifestDropsThem() {
    live.having(WEB.replace("replicas: 2", "replicas: 7"));
    live.having(SCALER);
    String dropped = WEB.replace("  replicas: 2\n", "").replace("web:1", "web:2");

    Change.Update update = only(plan(dropped), Change.Update.class);

    assertThat(update.fields())
        .extracting(change -> change.path().toString())
        .containsExactly(".spec.template.spec.containers[name=web].image");
    assertThat(Takeover.patch(update, update.live()))
        .hasValueSatisfying(patch -> assertThat(patch.toString()).doesNotContain("f:replicas"));
  }

  @Test
  void replicasThatNobodyScalesGoWithTheManifest() {
    live.having(WEB);

    Change.Update update = only(plan(WEB.replace("  replicas: 2\n", "")), Change.Update.class);

    assertThat(update.fields())
        .extracting(change -> change.path().toString())
        .containsExactly(".spec.replicas");
    assertThat(Takeover.patch(update, update.live())).isEmpty();
  }

  @Test
  void anImmutableFieldMeansRecreation() {
    live.having(WEB).answering(WEB_ID, new DryRun.Immutable("spec.selector: field is immutable"));

    Change.Recreate recreate =
        only(plan(WEB.replace("app: web", "app: shop")), Change.Recreate.class);

    assertThat(recreate.reason()).contains("immutable");
    assertThat(recreate.fields())
        .extracting(c -> c.path().toString())
        .contains(".spec.selector.matchLabels.app");
  }

  @Test
  void whatLivesInANamespaceOfTheSamePlanIsCreatedUnchecked() {
    String namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n";

    Plan plan = plan(SETTINGS, namespace);

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.changes())
        .extracting(change -> change.id().kind())
        .as("in the order of the sources")
        .containsExactly("ConfigMap", "Namespace");
    Change.Create settings = (Change.Create) plan.changes().getFirst();
    assertThat(settings.warnings()).singleElement().asString().contains("namespace");
    assertThat(live.wasAskedAbout(settings.id())).isFalse();
  }

  @Test
  void aMissingNamespaceThatNobodyCreatesIsAProblem() {
    ResourceId id = new ResourceId("", "ConfigMap", "shop", "settings");
    live.answering(id, new DryRun.NamespaceMissing());

    assertThat(plan(SETTINGS).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.rule()).isEqualTo("plan/namespace-missing");
              assertThat(problem.message()).contains("shop/settings").contains("doesn't exist");
              assertThat(problem.hint()).contains("--create-namespace");
            });
  }

  @Test
  void aResourceOfACrdInTheSamePlanIsCreatedUnchecked() {
    String crd =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: coupons.shop.example}
        spec:
          group: shop.example
          scope: Namespaced
          names: {kind: Coupon, plural: coupons, singular: coupon}
          versions:
          - name: v1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object}}
        """;
    String coupon =
        """
        apiVersion: shop.example/v1
        kind: Coupon
        metadata: {name: spring, namespace: shop}
        """;

    Plan plan = plan(coupon, crd);

    assertThat(plan.problems()).isEmpty();
    assertThat(((Change.Create) plan.changes().getFirst()).warnings())
        .singleElement()
        .asString()
        .contains("kind");
    assertThat(plan(coupon).problems())
        .singleElement()
        .extracting(Problem::rule)
        .isEqualTo("plan/unknown-kind");
  }

  @Test
  void whatTheServerRefusesIsAProblemAtItsOrigin() {
    live.answering(WEB_ID, new DryRun.Rejected("spec.replicas: must not be negative"));

    assertThat(plan(SETTINGS, WEB).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message())
                  .contains("Deployment.apps shop/web")
                  .contains("must not be negative");
              assertThat(problem.location().file()).isEqualTo("shop.yaml");
              assertThat(problem.location().document()).isEqualTo(2);
            });
  }

  @Test
  void anObjectThatIsBeingDeletedIsAProblemWithItsFinalizers() {
    live.having(
        SETTINGS.replace(
            "namespace: shop",
            "namespace: shop, deletionTimestamp: \"2026-01-01T00:00:00Z\","
                + " finalizers: [shop.example/till]"));

    assertThat(plan(SETTINGS).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("shop.example/till"));
  }

  @Test
  void replicasThatAnAutoscalerScalesAreWarnedOf() {
    Change.Create web = (Change.Create) plan(WEB, SCALER).changes().getFirst();

    assertThat(web.warnings()).singleElement().asString().contains("HorizontalPodAutoscaler/web");
    Change.Create handed =
        (Change.Create) plan(WEB.replace("  replicas: 2\n", ""), SCALER).changes().getFirst();
    assertThat(handed.warnings()).isEmpty();
  }
}
