package dev.tend.diff.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.ServerSideApply.Outcome;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.ResourceType;
import dev.tend.schema.SchemaCatalog;
import dev.tend.schema.defaults.Defaults;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandstillTest {
  private static final FieldManager TEND = FieldManager.applying("tend");
  private static final Instant T1 = Instant.parse("2026-01-01T00:00:00Z");
  private static final SchemaCatalog CATALOG = BuiltInSchemas.load();
  private static final List<ResourceType> TYPES =
      List.of(Types.DEPLOYMENT, Types.SERVICE, Types.CONFIG_MAP, Types.WIDGET);

  private static final String POLICY =
      """
      {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
       "metadata": {"name": "web", "namespace": "shop", "labels": {"app": "web"}},
       "spec": {"podSelector": {}, "ingress": [{"ports": [{"port": 8080}]}],
                "policyTypes": ["Ingress"]}}
      """;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static ObjectNode json(String text) throws Exception {
    return (ObjectNode) new ObjectMapper().readTree(text);
  }

  private static ObjectNode applied(
      @Nullable ObjectNode live, ObjectNode configuration, ResourceType type, String manager) {
    Outcome outcome =
        ServerSideApply.apply(live, configuration, type, FieldManager.applying(manager), true, T1);
    ObjectNode object = ((Outcome.Merged) outcome).object().deepCopy();
    Defaults.fill(object);
    return object;
  }

  private static boolean isProven(ObjectNode live, ObjectNode configuration) {
    ResourceType type =
        CATALOG
            .find(
                GroupVersionKind.of(
                    configuration.path("apiVersion").asText(), configuration.path("kind").asText()))
            .orElseThrow();
    return Standstill.isProven(live, configuration, type, TEND);
  }

  private static ObjectNode live(String configuration) throws Exception {
    ObjectNode manifest = json(configuration);
    ResourceType type =
        CATALOG
            .find(
                GroupVersionKind.of(
                    manifest.path("apiVersion").asText(), manifest.path("kind").asText()))
            .orElseThrow();
    return applied(null, manifest, type, "tend");
  }

  @Test
  void defaultsInsideAListThatIsOwnedAsAWholeAreNoChange() throws Exception {
    ObjectNode live = live(POLICY);

    assertThat(live.at("/spec/ingress/0/ports/0/protocol").asText()).isEqualTo("TCP");
    assertThat(isProven(live, json(POLICY))).isTrue();
    assertThat(isProven(live, json(POLICY.replace("8080", "8081")))).isFalse();
  }

  @Test
  void aValueThatOnlyLooksLikeADefaultIsAChange() throws Exception {
    ObjectNode live =
        live(POLICY.replace("\"port\": 8080", "\"port\": 8080, \"protocol\": \"UDP\""));

    assertThat(isProven(live, json(POLICY))).isFalse();
  }

  @Test
  void whatTheManifestDropsOrAddsIsAChangeThoughTheValuesAreThere() throws Exception {
    ObjectNode live = live(POLICY);

    ObjectNode dropped = json(POLICY);
    dropped.withObject("/metadata").remove("labels");
    ObjectNode added = json(POLICY);
    added.withObject("/metadata/annotations").put("note", "x");
    live.withObject("/metadata/annotations").put("note", "x");

    assertThat(isProven(live, dropped)).isFalse();
    assertThat(isProven(live, added)).as("it isn't ours yet").isFalse();
    assertThat(isProven(live, json(POLICY))).isTrue();
  }

  @Test
  void fieldsOwnedAtAnotherVersionOrByAnotherManagerProveNothing() throws Exception {
    ObjectNode live = live(POLICY);
    ObjectNode entry = (ObjectNode) live.at("/metadata/managedFields/0");

    entry.put("apiVersion", "networking.k8s.io/v1beta1");
    assertThat(isProven(live, json(POLICY))).isFalse();

    entry.put("apiVersion", "networking.k8s.io/v1").put("manager", "kubectl");
    assertThat(isProven(live, json(POLICY))).isFalse();
  }

  @Test
  void anotherOrderOfItemsIsAChange() throws Exception {
    String pod =
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [
          {"name": "a", "image": "a"}, {"name": "b", "image": "b"}]}}
        """;
    String turned =
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [
          {"name": "b", "image": "b"}, {"name": "a", "image": "a"}]}}
        """;

    assertThat(isProven(live(pod), json(pod))).isTrue();
    assertThat(isProven(live(pod), json(turned))).isFalse();
  }

  @Test
  void amountsInAnotherSpellingAreNoChange() throws Exception {
    String quota =
        """
        {"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "q"},
         "spec": {"hard": {"cpu": "CPU"}}}
        """;

    assertThat(isProven(live(quota.replace("CPU", "500m")), json(quota.replace("CPU", "0.5"))))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsProvenIsWhatTheMergeSays(long seed) {
    Random random = new Random(seed);
    ResourceType type = TYPES.get(random.nextInt(TYPES.size()));
    ObjectNode mine = object(random, type);
    ObjectNode live = applied(null, mine, type, "tend");
    if (random.nextBoolean()) {
      live = applied(live, object(random, type), type, "other");
    }
    ObjectNode next = mine.deepCopy();
    if (random.nextInt(4) > 0) {
      change(next, random);
    }

    if (Standstill.isProven(live, next, type, TEND)) {
      assertThat(Ownership.isSame(live, applied(live, next, type, "tend"))).isTrue();
    }
  }

  private static ObjectNode object(Random random, ResourceType type) {
    return new RandomValues(random, 50, 5, 0).object(type);
  }

  /** Takes out one field, somewhere. */
  private static void change(JsonNode node, Random random) {
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = List.copyOf(object.properties().stream().map(e -> e.getKey()).toList());
      String name = names.get(random.nextInt(names.size()));
      if (object.path(name).isContainerNode() && !object.path(name).isEmpty()) {
        change(object.path(name), random);
      } else if (!List.of("apiVersion", "kind", "name").contains(name)) {
        object.remove(name);
      }
    } else if (!node.isEmpty()) {
      change(node.path(random.nextInt(node.size())), random);
    }
  }

  @Test
  void emptyMapsAndListsThatTheServerDropsAreNoChange() throws Exception {
    ObjectNode configuration =
        json(
            """
            {"apiVersion": "apps/v1", "kind": "Deployment",
             "metadata": {"name": "web", "namespace": "shop", "labels": {}, "annotations": {}},
             "spec": {"selector": {"matchLabels": {"a": "b"}}, "template": {"spec": {
                "nodeSelector": {}, "tolerations": [],
                "containers": [{"name": "web", "image": "x:1", "env": [], "args": []}]}}}}
            """);
    ObjectNode live = applied(null, configuration, Types.DEPLOYMENT, "tend");
    for (String dropped : List.of("/metadata/labels", "/metadata/annotations")) {
      drop(live, dropped);
    }
    drop(live, "/spec/template/spec/nodeSelector");
    drop(live, "/spec/template/spec/tolerations");
    drop(live, "/spec/template/spec/containers/0/env");
    drop(live, "/spec/template/spec/containers/0/args");

    assertThat(isProven(live, configuration)).isTrue();

    ObjectNode more = configuration.deepCopy();
    ((ObjectNode) more.at("/spec/template/spec")).putObject("securityContext").put("runAsUser", 1);
    assertThat(isProven(live, more)).isFalse();
    ObjectNode unowned = configuration.deepCopy();
    ((ObjectNode) unowned.at("/spec/template/spec/containers/0")).putArray("command");
    assertThat(isProven(live, unowned)).as("the manager would come to own it").isFalse();
  }

  private static void drop(ObjectNode object, String pointer) {
    int last = pointer.lastIndexOf('/');
    ((ObjectNode) object.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
  }
}
