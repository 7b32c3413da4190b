package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSchemasTest {
  private static final GroupVersionKind DEPLOYMENT = GroupVersionKind.of("apps/v1", "Deployment");

  private final SchemaCatalog catalog =
      ServerSchemas.of(KubernetesVersion.DEFAULT, List.of(apps()));

  /** As a server publishes it. */
  private static ObjectNode apps() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document
        .putObject("components")
        .set("schemas", BuiltInSchemas.load().componentSchemas("apps", "v1"));
    String path = "/apis/apps/v1/namespaces/{namespace}/deployments/{name}";
    for (String one : List.of(path, path + "/status")) {
      document
          .withObject("/paths")
          .putObject(one)
          .putObject("get")
          .putObject("x-kubernetes-group-version-kind")
          .put("group", "apps")
          .put("version", "v1")
          .put("kind", "Deployment");
    }
    return document;
  }

  @Test
  void typesAreThoseOfThePaths() {
    ResourceType type = catalog.find(DEPLOYMENT).orElseThrow();

    assertThat(type.plural()).isEqualTo("deployments");
    assertThat(type.namespaced()).isTrue();
    assertThat(type.has("status")).isTrue();
    assertThat(catalog.find(GroupVersionKind.of("apps/v1", "DaemonSet"))).isEmpty();
  }

  @Test
  void objectsAreCheckedAsByTheBuiltInSchemas() {
    String good =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          strategy: {rollingUpdate: {maxSurge: 25%}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - {name: web, image: web, resources: {limits: {cpu: 1, memory: 64Mi}}}
        """;

    assertThat(validate(good)).isInstanceOf(Verdict.Valid.class);
    assertThat(validate(good.replace("image:", "imag:"))).isInstanceOf(Verdict.Invalid.class);
    assertThat(validate(good.replace("64Mi", "64 Mi"))).isInstanceOf(Verdict.Invalid.class);
  }

  @Test
  void descriptionsAreTheServers() {
    assertThat(catalog.find(DEPLOYMENT).orElseThrow().schema().facts().description())
        .startsWith("Deployment enables");
  }

  private Verdict validate(String yaml) {
    Manifest manifest = YamlReader.read(new SourceText("a.yaml", yaml)).manifests().getFirst();
    return new ManifestValidator(catalog).validate(manifest);
  }
}
