package dev.tend.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.ResourceType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NormalizationTest {
  private static ObjectNode normalized(String yaml) {
    Manifest manifest = Yaml.manifest(yaml);
    FieldSchema schema =
        BuiltInSchemas.load()
            .find(manifest.type())
            .map(ResourceType::schema)
            .orElse(FieldSchema.Any.INSTANCE);
    return Normalization.normalize(manifest, schema).content();
  }

  @Test
  void stringDataBecomesDataAndWins() {
    ObjectNode secret =
        normalized(
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: db}
            data: {user: b2xk, host: ZGI=}
            stringData: {user: shop, password: "pässword"}
            """);

    assertThat(secret.has("stringData")).isFalse();
    assertThat(secret.path("data"))
        .hasToString("{\"user\":\"c2hvcA==\",\"host\":\"ZGI=\",\"password\":\"cMOkc3N3b3Jk\"}");
  }

  @Test
  void nullsGoButInLists() {
    ObjectNode web =
        normalized(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, creationTimestamp: null, labels: null}
            spec:
              replicas: null
              template: {metadata: {creationTimestamp: null}, spec: {containers: [{name: web, args: null}]}}
            """);

    assertThat(web)
        .hasToString(
            "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"web\"},"
                + "\"spec\":{\"template\":{\"metadata\":{},\"spec\":{\"containers\":"
                + "[{\"name\":\"web\"}]}}}}");
  }

  @Test
  void emptyMapsThatOthersFillGo() {
    ObjectNode web =
        normalized(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: web, labels: {}, annotations: {}}
            data: {}
            """);

    assertThat(web.path("metadata").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("name");
    assertThat(web.has("data")).isTrue();
  }

  @Test
  void whatTheServerWritesGoes() {
    ObjectNode exported =
        normalized(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: settings
              uid: 6a2f
              resourceVersion: "12"
              generation: 3
              managedFields: [{manager: kubectl}]
              labels: {app: shop}
            status: {phase: Done}
            """);

    assertThat(exported)
        .hasToString(
            "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":"
                + "{\"name\":\"settings\",\"labels\":{\"app\":\"shop\"}}}");
  }

  @Test
  void rulesOfAnAggregatedRoleAreLeftToTheController() {
    String role =
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: shop}
        aggregationRule: {clusterRoleSelectors: [{matchLabels: {shop: "true"}}]}
        rules: []
        """;

    assertThat(normalized(role).has("rules")).isFalse();
    assertThat(normalized(role.replaceAll("(?m)^aggregationRule.*\n", "")).has("rules")).isTrue();
  }

  @Test
  void placeholdersOfCaBundlesAreLeftToTheInjector() {
    ObjectNode hook =
        normalized(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: shop}
            webhooks:
            - {name: a.shop.example, clientConfig: {caBundle: Cg==, url: "https://a"}}
            - {name: b.shop.example, clientConfig: {caBundle: TUlJ, url: "https://b"}}
            """);

    assertThat(hook.at("/webhooks/0/clientConfig").has("caBundle")).isFalse();
    assertThat(hook.at("/webhooks/1/clientConfig/caBundle").asText()).isEqualTo("TUlJ");
  }

  @Test
  void whatNeedsNothingStaysTheSame() {
    Manifest manifest =
        Yaml.manifest("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: b}\n");

    assertThat(Normalization.normalize(manifest, FieldSchema.Any.INSTANCE)).isSameAs(manifest);
  }
}
