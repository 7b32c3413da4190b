package dev.tend.sandbox.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a program does with objects through fabric8's client. */
class Fabric8ObjectsIT {
  private static Fabric8Cluster cluster;
  private static KubernetesClient client;

  @BeforeAll
  static void start() {
    cluster = new Fabric8Cluster();
    client = cluster.client();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void clear() {
    client.configMaps().withLabel("app", "shop").delete();
  }

  private static ConfigMap create(String name) {
    return client.resource(Fabric8Cluster.configMap(name, Map.of("colour", "red"))).create();
  }

  @Test
  void theServerSaysWhatItIsAndServes() {
    assertThat(client.getKubernetesVersion().getMajor()).isEqualTo("1");
    assertThat(client.getApiGroups().getGroups())
        .extracting(group -> group.getName())
        .contains("apps", "batch", "rbac.authorization.k8s.io");
    assertThat(client.getApiResources("apps/v1").getResources())
        .extracting(resource -> resource.getName())
        .contains("deployments", "deployments/scale", "deployments/status");
    assertThat(client.supports("autoscaling/v2", "HorizontalPodAutoscaler")).isTrue();
    assertThat(client.supports("example.com/v1", "Nothing")).isFalse();
  }

  @Test
  void anObjectIsMadeReadChangedAndDeleted() {
    ConfigMap made = create("a");
    assertThat(made.getMetadata().getUid()).isNotEmpty();

    ConfigMap edited =
        client
            .configMaps()
            .withName("a")
            .edit(map -> new ConfigMapBuilder(map).addToData("size", "l").build());
    assertThat(edited.getData()).containsOnly(Map.entry("colour", "red"), Map.entry("size", "l"));

    ConfigMap replaced =
        client
            .resource(new ConfigMapBuilder(edited).withData(Map.of("colour", "blue")).build())
            .update();
    assertThat(replaced.getData()).containsOnly(Map.entry("colour", "blue"));

    List<StatusDetails> deleted = client.configMaps().withName("a").delete();
    assertThat(deleted).singleElement().extracting(StatusDetails::getName).isEqualTo("a");
    assertThat(client.configMaps().withName("a").get()).isNull();
  }

  @Test
  void eachKindOfPatchDoesWhatItIsFor() {
    create("a");
    var resource = client.configMaps().withName("a");

    resource.patch(
        PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"colour\":null,\"x\":\"1\"}}");
    assertThat(resource.get().getData()).containsOnly(Map.entry("x", "1"));
    resource.patch(
        PatchContext.of(PatchType.JSON),
        "[{\"op\":\"test\",\"path\":\"/data/x\",\"value\":\"1\"},"
            + "{\"op\":\"replace\",\"path\":\"/data/x\",\"value\":\"2\"}]");
    assertThat(resource.get().getData()).containsOnly(Map.entry("x", "2"));
    resource.patch(
        PatchContext.of(PatchType.STRATEGIC_MERGE),
        "{\"metadata\":{\"labels\":{\"tier\":\"web\"}}}");
    assertThat(resource.get().getMetadata().getLabels())
        .containsOnly(Map.entry("app", "shop"), Map.entry("tier", "web"));
  }

  @Test
  void whoAppliesOwnsWhatItSaidAndMeetsOtherOwners() {
    ConfigMap mine = Fabric8Cluster.configMap("a", Map.of("colour", "red"));
    client.resource(mine).fieldManager("one").serverSideApply();

    KubernetesClientException conflict =
        catchThrowableOfType(
            KubernetesClientException.class,
            () ->
                client
                    .resource(Fabric8Cluster.configMap("a", Map.of("colour", "blue")))
                    .fieldManager("two")
                    .serverSideApply());
    assertThat(conflict.getCode()).isEqualTo(409);
    assertThat(conflict.getStatus().getDetails().getCauses())
        .singleElement()
        .satisfies(
            cause -> {
              assertThat(cause.getReason()).isEqualTo("FieldManagerConflict");
              assertThat(cause.getField()).isEqualTo(".data.colour");
            });

    ConfigMap taken =
        client
            .resource(Fabric8Cluster.configMap("a", Map.of("colour", "blue")))
            .fieldManager("two")
            .forceConflicts()
            .serverSideApply();
    assertThat(taken.getData()).containsOnly(Map.entry("colour", "blue"));
    assertThat(taken.getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getManager)
        .containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void whatWasReadBeforeAnotherWriteIsRefused() {
    ConfigMap stale = create("a");
    client
        .configMaps()
        .withName("a")
        .edit(map -> new ConfigMapBuilder(map).addToData("x", "1").build());

    KubernetesClientException refused =
        catchThrowableOfType(
            KubernetesClientException.class,
            () ->
                client
                    .resource(new ConfigMapBuilder(stale).addToData("y", "1").build())
                    .lockResourceVersion(stale.getMetadata().getResourceVersion())
                    .update());

    assertThat(refused.getCode()).isEqualTo(409);
    assertThat(refused.getStatus().getReason()).isEqualTo("Conflict");
    assertThat(refused).hasMessageContaining("the object has been modified");
  }

  @Test
  void errorsCarryTheirStatus() {
    create("a");
    KubernetesClientException twice =
        catchThrowableOfType(KubernetesClientException.class, () -> create("a"));
    assertThat(twice.getStatus().getReason()).isEqualTo("AlreadyExists");

    KubernetesClientException invalid =
        catchThrowableOfType(KubernetesClientException.class, () -> create("Not A Name"));
    assertThat(invalid.getCode()).isEqualTo(422);
    assertThat(invalid.getStatus().getDetails().getCauses())
        .singleElement()
        .extracting(cause -> cause.getField())
        .isEqualTo("metadata.name");
  }

  @Test
  void aDryRunLeavesNothing() {
    ConfigMap made =
        client.resource(Fabric8Cluster.configMap("a", Map.of("x", "1"))).dryRun().create();

    assertThat(made.getMetadata().getUid()).isNotEmpty();
    assertThat(client.configMaps().withName("a").get()).isNull();
  }

  @Test
  void aLongListComesInPages() {
    for (int i = 0; i < 7; i++) {
      create("page-" + i);
    }
    List<String> names = new ArrayList<>();
    String next = null;
    int pages = 0;
    do {
      ConfigMapList page =
          client
              .configMaps()
              .withLabel("app", "shop")
              .list(new ListOptionsBuilder().withLimit(3L).withContinue(next).build());
      page.getItems().forEach(map -> names.add(map.getMetadata().getName()));
      next = page.getMetadata().getContinue();
      pages++;
    } while (next != null && !next.isEmpty());

    assertThat(pages).isEqualTo(3);
    assertThat(names).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void listsAreSelectedByLabelsAndFields() {
    create("a");
    create("b");
    client
        .configMaps()
        .withName("b")
        .edit(
            map -> {
              map.getMetadata().getLabels().put("tier", "web");
              return map;
            });

    assertThat(names(client.configMaps().withLabelIn("tier", "web", "db").list().getItems()))
        .containsExactly("b");
    assertThat(
            names(
                client
                    .configMaps()
                    .withLabel("app", "shop")
                    .withoutLabel("tier")
                    .list()
                    .getItems()))
        .containsExactly("a");
    assertThat(names(client.configMaps().withField("metadata.name", "a").list().getItems()))
        .containsExactly("a");
  }

  private static List<String> names(List<? extends HasMetadata> objects) {
    return objects.stream().map(object -> object.getMetadata().getName()).toList();
  }

  @Test
  void aSetOfManifestsIsAppliedAtOnce() {
    String yaml =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: a, labels: {app: shop}}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: robot}
        """;
    var set = client.load(new java.io.ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));

    assertThat(names(set.serverSideApply())).containsExactly("a", "robot");
    assertThat(client.serviceAccounts().withName("robot").get()).isNotNull();
    set.withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
    client
        .serviceAccounts()
        .withName("robot")
        .waitUntilCondition(gone -> gone == null, 60, TimeUnit.SECONDS);
  }

  @Test
  void kindsOfOnesOwnAreServedOnceTheyAreEstablished() {
    CustomResourceDefinition definition =
        new CustomResourceDefinitionBuilder()
            .withNewMetadata()
            .withName("boats.example.com")
            .endMetadata()
            .withNewSpec()
            .withGroup("example.com")
            .withScope("Namespaced")
            .withNewNames()
            .withKind("Boat")
            .withPlural("boats")
            .endNames()
            .addNewVersion()
            .withName("v1")
            .withServed(true)
            .withStorage(true)
            .withNewSchema()
            .withOpenAPIV3Schema(
                new JSONSchemaPropsBuilder()
                    .withType("object")
                    .addToProperties(
                        "spec",
                        new JSONSchemaPropsBuilder()
                            .withType("object")
                            .addToProperties(
                                "masts",
                                new JSONSchemaPropsBuilder()
                                    .withType("integer")
                                    .withMinimum(1.0)
                                    .build())
                            .build())
                    .build())
            .endSchema()
            .endVersion()
            .endSpec()
            .build();
    client.resource(definition).create();
    client
        .resource(definition)
        .waitUntilCondition(
            one ->
                one.getStatus() != null
                    && one.getStatus().getConditions() != null
                    && one.getStatus().getConditions().stream()
                        .anyMatch(
                            condition ->
                                condition.getType().equals("Established")
                                    && condition.getStatus().equals("True")),
            60,
            TimeUnit.SECONDS);
    var boats =
        client.genericKubernetesResources(
            new ResourceDefinitionContext.Builder()
                .withGroup("example.com")
                .withVersion("v1")
                .withKind("Boat")
                .withPlural("boats")
                .withNamespaced(true)
                .build());

    boats.resource(boat("one", 2)).create();
    assertThat(boats.withName("one").get().<Object>get("spec", "masts")).isEqualTo(2);
    KubernetesClientException refused =
        catchThrowableOfType(
            KubernetesClientException.class, () -> boats.resource(boat("two", 0)).create());
    assertThat(refused)
        .hasMessageContaining("spec.masts in body should be greater than or equal to 1");

    client.resource(definition).delete();
    client.resource(definition).waitUntilCondition(one -> one == null, 60, TimeUnit.SECONDS);
  }

  private static GenericKubernetesResource boat(String name, int masts) {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion("example.com/v1")
        .withKind("Boat")
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .addToAdditionalProperties("spec", Map.of("masts", masts))
        .build();
  }

  @Test
  void onesRightsCanBeAskedFor() {
    SelfSubjectAccessReview answer =
        client
            .authorization()
            .v1()
            .selfSubjectAccessReview()
            .create(
                new SelfSubjectAccessReviewBuilder()
                    .withNewSpec()
                    .withNewResourceAttributes()
                    .withVerb("delete")
                    .withResource("nodes")
                    .endResourceAttributes()
                    .endSpec()
                    .build());

    assertThat(answer.getStatus().getAllowed()).isTrue();
  }
}
