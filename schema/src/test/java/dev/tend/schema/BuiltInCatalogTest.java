package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.FieldSchema.ListOf;
import dev.tend.schema.FieldSchema.ListType;
import dev.tend.schema.FieldSchema.Scalar;
import org.junit.jupiter.api.Test;

class BuiltInCatalogTest {
  private final BuiltInCatalog catalog = BuiltInSchemas.load();

  @Test
  void mergesContainersByNameAndPortsByPortAndProtocol() {
    ListOf containers = (ListOf) at("apps/v1", "Deployment", "spec.template.spec.containers");
    assertThat(containers.listType()).isEqualTo(ListType.MAP);
    assertThat(containers.mapKeys()).containsExactly("name");
    assertThat(containers.patchMergeKey()).contains("name");
    ListOf ports = (ListOf) containers.items().member("ports");
    assertThat(ports.mapKeys()).containsExactly("containerPort", "protocol");
    assertThat(ports.patchMergeKey()).contains("containerPort");
    assertThat(ports.items().member("protocol").facts().defaultValue().orElseThrow().asText())
        .isEqualTo("TCP");
    assertThat(ports.items().member("containerPort").facts().defaultValue()).isEmpty();
  }

  @Test
  void knowsQuantitiesAndIntOrStrings() {
    FieldSchema requests =
        ((ListOf) at("v1", "Pod", "spec.containers"))
            .items()
            .member("resources")
            .member("requests");
    assertThat(((Scalar) requests.member("cpu")).type()).isEqualTo(Scalar.Type.QUANTITY);
    FieldSchema port = ((ListOf) at("v1", "Service", "spec.ports")).items().member("targetPort");
    assertThat(((Scalar) port).type()).isEqualTo(Scalar.Type.INT_OR_STRING);
  }

  private FieldSchema at(String apiVersion, String kind, String path) {
    FieldSchema schema = catalog.find(GroupVersionKind.of(apiVersion, kind)).orElseThrow().schema();
    for (String name : path.split("\\.")) {
      schema = schema.member(name);
    }
    return schema;
  }
}
