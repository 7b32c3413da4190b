package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.FieldSchema.ListOf;
import dev.tend.schema.FieldSchema.ListType;
import dev.tend.schema.FieldSchema.MapOf;
import dev.tend.schema.FieldSchema.Scalar;
import dev.tend.schema.FieldSchema.Struct;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInCatalogTest {
  private final BuiltInCatalog catalog = BuiltInSchemas.load();

  @Test
  void servesWhatAServerOf134ServesByDefault() {
    Map<String, Long> counts =
        catalog.types().stream()
            .map(ResourceType::gvk)
            .filter(catalog::servedByDefault)
            .collect(
                Collectors.groupingBy(
                    GroupVersionKind::apiVersion, TreeMap::new, Collectors.counting()));

    assertThat(counts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("admissionregistration.k8s.io/v1", 4L),
                Map.entry("apiextensions.k8s.io/v1", 1L),
                Map.entry("apiregistration.k8s.io/v1", 1L),
                Map.entry("apps/v1", 5L),
                Map.entry("authentication.k8s.io/v1", 2L),
                Map.entry("authorization.k8s.io/v1", 4L),
                Map.entry("autoscaling/v1", 1L),
                Map.entry("autoscaling/v2", 1L),
                Map.entry("batch/v1", 2L),
                Map.entry("certificates.k8s.io/v1", 1L),
                Map.entry("coordination.k8s.io/v1", 1L),
                Map.entry("discovery.k8s.io/v1", 1L),
                Map.entry("events.k8s.io/v1", 1L),
                Map.entry("flowcontrol.apiserver.k8s.io/v1", 2L),
                Map.entry("networking.k8s.io/v1", 5L),
                Map.entry("node.k8s.io/v1", 1L),
                Map.entry("policy/v1", 1L),
                Map.entry("rbac.authorization.k8s.io/v1", 4L),
                Map.entry("resource.k8s.io/v1", 4L),
                Map.entry("scheduling.k8s.io/v1", 1L),
                Map.entry("storage.k8s.io/v1", 6L),
                Map.entry("v1", 17L)));
  }

  @Test
  void listsTypesInOrder() {
    assertThat(catalog.types()).extracting(ResourceType::gvk).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void everyTypeHasAStructureAndASchema() {
    for (ResourceType type : catalog.types()) {
      assertThat(((Struct) type.schema()).fieldNames())
          .as(type.resource())
          .contains("apiVersion", "kind");
      assertThat(catalog.jsonSchema(type.gvk()).orElseThrow().path("properties").size())
          .as(type.resource())
          .isGreaterThan(2);
    }
  }

  @Test
  void describesHowKindsAreServed() {
    ResourceType deployment = type("apps/v1", "Deployment");
    assertThat(deployment.plural()).isEqualTo("deployments");
    assertThat(deployment.singular()).isEqualTo("deployment");
    assertThat(deployment.shortNames()).containsExactly("deploy");
    assertThat(deployment.categories()).containsExactly("all");
    assertThat(deployment.namespaced()).isTrue();
    assertThat(deployment.subresources()).containsExactlyInAnyOrder("scale", "status");
    assertThat(deployment.verbs())
        .containsExactly(
            "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    assertThat(type("v1", "Namespace").verbs()).doesNotContain("deletecollection");
    assertThat(type("v1", "Pod").subresources()).contains("log", "exec", "eviction", "binding");
    assertThat(type("authorization.k8s.io/v1", "SubjectAccessReview").verbs())
        .containsExactly("create");
  }

  @Test
  void prefersStableThenNewerVersions() {
    assertThat(catalog.preferred("autoscaling", "HorizontalPodAutoscaler"))
        .map(type -> type.gvk().version())
        .contains("v2");
    assertThat(catalog.preferred("resource.k8s.io", "DeviceClass"))
        .map(type -> type.gvk().version())
        .contains("v1");
    assertThat(catalog.preferred("certificates.k8s.io", "ClusterTrustBundle"))
        .map(type -> type.gvk().version())
        .contains("v1beta1");
    assertThat(catalog.preferred("apps", "Nothing")).isEmpty();
  }

  @Test
  void knowsVersionsThatAreServedOnRequestAsSuch() {
    assertThat(
            catalog.servedOnRequest(GroupVersionKind.of("resource.k8s.io/v1beta2", "DeviceClass")))
        .isTrue();
    assertThat(catalog.servedOnRequest(GroupVersionKind.of("tend.dev/v1alpha1", "App"))).isFalse();
    assertThat(catalog.servedByDefault(GroupVersionKind.of("tend.dev/v1alpha1", "App"))).isFalse();
    assertThat(catalog.find(GroupVersionKind.of("extensions/v1beta1", "Ingress"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "v1, Pod, spec.containers, MAP, name, name",
    "v1, Pod, spec.initContainers, MAP, name, name",
    "v1, Pod, spec.containers.ports, MAP, containerPort protocol, containerPort",
    "v1, Pod, spec.containers.env, MAP, name, name",
    "v1, Pod, spec.containers.envFrom, ATOMIC, '', ''",
    "v1, Pod, spec.containers.volumeMounts, MAP, mountPath, mountPath",
    "v1, Pod, spec.containers.args, ATOMIC, '', ''",
    "v1, Pod, spec.volumes, MAP, name, name",
    "v1, Pod, spec.tolerations, ATOMIC, '', ''",
    "v1, Pod, spec.imagePullSecrets, MAP, name, name",
    "v1, Pod, spec.topologySpreadConstraints, MAP, topologyKey whenUnsatisfiable, topologyKey",
    "v1, Pod, spec.hostAliases, MAP, ip, ip",
    "v1, Pod, status.conditions, MAP, type, type",
    "v1, Pod, metadata.ownerReferences, MAP, uid, uid",
    "v1, Pod, metadata.finalizers, SET, '', ''",
    "v1, Pod, metadata.managedFields, ATOMIC, '', ''",
    "v1, Service, spec.ports, MAP, port protocol, port",
    "v1, ServiceAccount, secrets, MAP, name, name",
    "apps/v1, Deployment, status.conditions, MAP, type, type",
    "networking.k8s.io/v1, Ingress, spec.rules, ATOMIC, '', ''",
    "apiextensions.k8s.io/v1, CustomResourceDefinition, spec.versions, ATOMIC, '', ''",
    "apiregistration.k8s.io/v1, APIService, status.conditions, MAP, type, type",
    "admissionregistration.k8s.io/v1, MutatingWebhookConfiguration, webhooks, MAP, name, name",
  })
  void knowsHowListsMerge(
      String apiVersion, String kind, String path, ListType type, String keys, String patchKey) {
    ListOf list = (ListOf) at(apiVersion, kind, path);

    assertThat(list.listType()).isEqualTo(type);
    assertThat(String.join(" ", list.mapKeys())).isEqualTo(keys);
    assertThat(list.patchMergeKey().orElse("")).isEqualTo(patchKey);
  }

  @Test
  void patchesMergeFinalizersAndReplaceArguments() {
    assertThat(((ListOf) at("v1", "Pod", "metadata.finalizers")).patchMerges()).isTrue();
    assertThat(((ListOf) at("v1", "Pod", "spec.volumes")).patchMerges()).isTrue();
    assertThat(((ListOf) at("v1", "Pod", "spec.containers.args")).patchMerges()).isFalse();
  }

  @Test
  void publishesRealDefaultsAndNoZeroValues() {
    assertThat(at("v1", "Pod", "spec.containers.ports.protocol").facts().defaultValue())
        .map(value -> value.asText())
        .contains("TCP");
    assertThat(at("v1", "Service", "spec.ports.protocol").facts().defaultValue())
        .map(value -> value.asText())
        .contains("TCP");
    assertThat(at("v1", "Pod", "spec.containers.ports.containerPort").facts().defaultValue())
        .isEmpty();
    assertThat(at("apps/v1", "Deployment", "spec").facts().defaultValue()).isEmpty();
  }

  @Test
  void knowsMapsAndAtomicObjects() {
    assertThat(((MapOf) at("v1", "Pod", "metadata.labels")).atomic()).isFalse();
    assertThat(((MapOf) at("v1", "Pod", "spec.nodeSelector")).atomic()).isTrue();
    assertThat(((Struct) at("apps/v1", "Deployment", "spec.selector")).atomic()).isTrue();
    assertThat(((Struct) at("v1", "Pod", "spec.containers.env.valueFrom.secretKeyRef")).atomic())
        .isTrue();
    assertThat(((Struct) at("v1", "Pod", "spec")).atomic()).isFalse();
  }

  @Test
  void knowsQuantitiesNumbersOrTextAndEnums() {
    assertThat(scalar("v1", "Pod", "spec.containers.resources.limits.memory").type())
        .isEqualTo(Scalar.Type.QUANTITY);
    assertThat(scalar("v1", "Service", "spec.ports.targetPort").type())
        .isEqualTo(Scalar.Type.INT_OR_STRING);
    assertThat(scalar("v1", "Pod", "spec.restartPolicy").allowed())
        .containsExactlyInAnyOrder("Always", "OnFailure", "Never");
    assertThat(scalar("v1", "Secret", "data.any").format()).isEqualTo("byte");
    assertThat(scalar("apps/v1", "Deployment", "spec.replicas").type())
        .isEqualTo(Scalar.Type.INTEGER);
  }

  @Test
  void describesFieldsInTheApisWords() {
    assertThat(at("apps/v1", "Deployment", "spec.replicas").facts().description())
        .startsWith("Number of desired pods.");
    assertThat(at("apps/v1", "Deployment", "spec").facts().description()).contains("desired");
    assertThat(type("apps/v1", "Deployment").schema().facts().description())
        .startsWith("Deployment enables");
    assertThat(at("v1", "Pod", "spec.containers.image").facts().description())
        .startsWith("Container image name.");
  }

  @Test
  void keepsWhatItsTypeDoesNotKnow() {
    assertThat(((Struct) at("apps/v1", "ControllerRevision", "data")).preservesUnknownFields())
        .isTrue();
    assertThat(
            ((Struct) at("v1", "Pod", "metadata.managedFields.fieldsV1")).preservesUnknownFields())
        .isTrue();
    assertThat(((Struct) at("v1", "Pod", "spec")).preservesUnknownFields()).isFalse();
  }

  @Test
  void goesRoundInRecursiveTypes() {
    String schema = "spec.versions.schema.openAPIV3Schema";
    FieldSchema deep =
        at(
            "apiextensions.k8s.io/v1",
            "CustomResourceDefinition",
            schema + ".properties.a.properties.b.not.allOf.properties.c.pattern");

    assertThat(((Scalar) deep).type()).isEqualTo(Scalar.Type.STRING);
    assertThat(at("apiextensions.k8s.io/v1", "CustomResourceDefinition", schema + ".default"))
        .isInstanceOf(FieldSchema.Any.class);
  }

  @Test
  void schemasStandAlone() {
    var schema = catalog.jsonSchema(GroupVersionKind.of("apps/v1", "Deployment")).orElseThrow();

    List<String> references =
        schema.findValuesAsText("$ref").stream()
            .filter(text -> !text.isEmpty())
            .distinct()
            .toList();
    assertThat(references).hasSizeGreaterThan(30).allMatch(text -> resolves(schema, text));
    assertThat(
            schema
                .at("/definitions/io.k8s.api.core.v1.Container/properties/image/description")
                .asText())
        .isNotEmpty();
  }

  private static boolean resolves(JsonNode schema, String reference) {
    return !schema
        .path("definitions")
        .path(reference.substring("#/definitions/".length()))
        .isMissingNode();
  }

  private ResourceType type(String apiVersion, String kind) {
    return catalog.find(GroupVersionKind.of(apiVersion, kind)).orElseThrow();
  }

  private Scalar scalar(String apiVersion, String kind, String path) {
    return (Scalar) at(apiVersion, kind, path);
  }

  /** The field at a path that goes through the items of lists. */
  private FieldSchema at(String apiVersion, String kind, String path) {
    FieldSchema schema = type(apiVersion, kind).schema();
    for (String name : path.split("\\.")) {
      schema = schema instanceof ListOf list ? list.items() : schema;
      schema = schema.member(name);
    }
    return schema;
  }
}
