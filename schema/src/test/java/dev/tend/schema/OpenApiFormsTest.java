package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class OpenApiFormsTest {
  private static final String PORT = "io.k8s.api.core.v1.ServicePort";
  private static final String INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";

  private final BuiltInCatalog catalog = BuiltInSchemas.load();

  @Test
  void versionTwoHasKindsAndNoDefaults() {
    ObjectNode definitions = catalog.definitions();

    JsonNode kinds =
        definitions.at("/io.k8s.api.apps.v1.Deployment/x-kubernetes-group-version-kind");
    assertThat(kinds.toString())
        .isEqualTo("[{\"group\":\"apps\",\"kind\":\"Deployment\",\"version\":\"v1\"}]");
    assertThat(definitions.findValues("default")).allMatch(JsonNode::isObject);
    assertThat(definitions.path(PORT).path("properties").path("protocol").has("default")).isFalse();
    assertThat(definitions.path(INT_OR_STRING).path("type").asText()).isEqualTo("string");
    assertThat(definitions.path(PORT).at("/properties/targetPort/$ref").asText())
        .isEqualTo("#/definitions/" + INT_OR_STRING);
  }

  @Test
  void versionTwoKeepsAPropertyThatIsCalledDefault() {
    assertThat(
            catalog
                .definitions()
                .path("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps")
                .path("properties")
                .has("default"))
        .isTrue();
  }

  @Test
  void versionThreeWrapsReferencesThatHaveSiblings() {
    ObjectNode components = catalog.componentSchemas("", "v1");

    JsonNode target = components.path(PORT).at("/properties/targetPort");
    assertThat(target.has("$ref")).isFalse();
    assertThat(target.at("/allOf/0/$ref").asText())
        .isEqualTo("#/components/schemas/" + INT_OR_STRING);
    assertThat(target.path("description").asText()).startsWith("Number or name");
    assertThat(components.path(PORT).at("/properties/protocol/default").asText()).isEqualTo("TCP");
    assertThat(components.path(INT_OR_STRING).has("type")).isFalse();
    assertThat(components.path(INT_OR_STRING).path("oneOf")).hasSize(2);
  }

  @Test
  void versionThreeHoldsOneGroupVersionAndWhatItRefersTo() {
    ObjectNode apps = catalog.componentSchemas("apps", "v1");

    assertThat(apps.has("io.k8s.api.apps.v1.DeploymentList")).isTrue();
    assertThat(apps.has("io.k8s.api.core.v1.PodSpec")).isTrue();
    assertThat(apps.has("io.k8s.apimachinery.pkg.apis.meta.v1.Status")).isTrue();
    assertThat(apps.has("io.k8s.api.core.v1.Service")).isFalse();
    assertThat(apps.findValuesAsText("$ref"))
        .filteredOn(text -> !text.isEmpty())
        .allMatch(text -> apps.has(text.substring("#/components/schemas/".length())));
  }
}
