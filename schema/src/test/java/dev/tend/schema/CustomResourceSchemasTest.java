package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.schema.FieldSchema.ListOf;
import dev.tend.schema.FieldSchema.ListType;
import dev.tend.schema.FieldSchema.MapOf;
import dev.tend.schema.FieldSchema.Scalar;
import dev.tend.schema.FieldSchema.Struct;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomResourceSchemasTest {
  private static final String CRD =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: widgets.example.com}
      spec:
        group: example.com
        scope: Cluster
        names: {plural: widgets, kind: Widget, shortNames: [wd], categories: [all, parts]}
        versions:
        - name: v1beta1
          served: true
          storage: false
          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        - name: v1alpha1
          served: false
          storage: false
          schema: {openAPIV3Schema: {type: object}}
        - name: v1
          served: true
          storage: true
          subresources: {status: {}, scale: {specReplicasPath: .spec.size, statusReplicasPath: .status.size}}
          schema:
            openAPIV3Schema:
              description: A part of a machine.
              type: object
              properties:
                metadata: {type: object, properties: {name: {type: string, maxLength: 10}}}
                spec:
                  type: object
                  required: [size]
                  x-kubernetes-map-type: atomic
                  properties:
                    size: {type: integer, default: 0, description: How large.}
                    port: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}
                    note: {type: string, nullable: true}
                    any: {x-kubernetes-preserve-unknown-fields: true}
                    tags: {type: array, x-kubernetes-list-type: set, items: {type: string}}
                    parts:
                      type: array
                      x-kubernetes-list-type: map
                      x-kubernetes-list-map-keys: [name, side]
                      items: {type: object, properties: {name: {type: string}, side: {type: string, default: left}}}
                    plain: {type: array, items: {type: string}}
                    settings: {type: object, additionalProperties: {type: boolean}}
                    template:
                      type: object
                      x-kubernetes-embedded-resource: true
                      properties: {spec: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

  private final ObjectNode crd = read(CRD);
  private final SchemaCatalog catalog =
      CustomResourceSchemas.with(BuiltInSchemas.load(), List.of(crd));
  private final ResourceType type = find("v1");

  @Test
  void hasATypeForEachServedVersion() {
    assertThat(CustomResourceSchemas.typesOf(crd))
        .extracting(version -> version.gvk().version())
        .containsExactly("v1beta1", "v1");
    assertThat(catalog.preferred("example.com", "Widget"))
        .map(preferred -> preferred.gvk().version())
        .contains("v1");
  }

  @Test
  void isServedAsTheDefinitionSays() {
    assertThat(type.resource()).isEqualTo("widgets.example.com");
    assertThat(type.singular()).isEqualTo("widget");
    assertThat(type.shortNames()).containsExactly("wd");
    assertThat(type.categories()).containsExactly("all", "parts");
    assertThat(type.namespaced()).isFalse();
    assertThat(type.subresources()).containsExactlyInAnyOrder("status", "scale");
    assertThat(find("v1beta1").subresources()).isEmpty();
  }

  @Test
  void completesWhatEveryObjectHas() {
    assertThat(((MapOf) at("metadata").member("labels")).values()).isInstanceOf(Scalar.class);
    assertThat(at("metadata", "managedFields")).isInstanceOf(ListOf.class);
    assertThat(at("apiVersion")).isInstanceOf(Scalar.class);
    assertThat(at("spec", "template", "metadata", "annotations")).isInstanceOf(MapOf.class);
    assertThat(at("spec", "template", "kind")).isInstanceOf(Scalar.class);
    assertThat(crd.at("/spec/versions/2/schema/openAPIV3Schema/properties").has("kind")).isFalse();
  }

  @Test
  void readsTheExtensions() {
    assertThat(((Scalar) at("spec", "port")).type()).isEqualTo(Scalar.Type.INT_OR_STRING);
    assertThat(at("spec", "note").facts().nullable()).isTrue();
    assertThat(((Struct) at("spec", "any")).preservesUnknownFields()).isTrue();
    assertThat(((Struct) at("spec")).atomic()).isTrue();
    assertThat(((Struct) at("spec")).required()).containsExactly("size");
    assertThat(((Struct) find("v1beta1").schema()).preservesUnknownFields()).isTrue();
    assertThat(((Scalar) ((MapOf) at("spec", "settings")).values()).type())
        .isEqualTo(Scalar.Type.BOOLEAN);
  }

  @Test
  void keepsDefaultsEvenOfZero() {
    assertThat(at("spec", "size").facts().defaultValue()).map(value -> value.asInt()).contains(0);
  }

  @Test
  void knowsHowListsMerge() {
    assertThat(((ListOf) at("spec", "tags")).listType()).isEqualTo(ListType.SET);
    ListOf parts = (ListOf) at("spec", "parts");
    assertThat(parts.listType()).isEqualTo(ListType.MAP);
    assertThat(parts.mapKeys()).containsExactly("name", "side");
    assertThat(((ListOf) at("spec", "plain")).listType()).isEqualTo(ListType.ATOMIC);
  }

  @Test
  void describesAsTheDefinitionDoes() {
    assertThat(type.schema().facts().description()).isEqualTo("A part of a machine.");
    assertThat(at("spec", "size").facts().description()).isEqualTo("How large.");
  }

  @Test
  void standsBeforeTheBase() {
    assertThat(catalog.find(GroupVersionKind.of("apps/v1", "Deployment"))).isPresent();
    assertThat(catalog.types()).extracting(ResourceType::gvk).isSorted().contains(type.gvk());
    assertThat(
            catalog
                .jsonSchema(type.gvk())
                .orElseThrow()
                .path("definitions")
                .has("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"))
        .isTrue();
    assertThat(catalog.jsonSchema(GroupVersionKind.of("v1", "Pod"))).isPresent();
  }

  private ResourceType find(String version) {
    return catalog.find(GroupVersionKind.of("example.com/" + version, "Widget")).orElseThrow();
  }

  private FieldSchema at(String... path) {
    FieldSchema schema = type.schema();
    for (String name : path) {
      schema = schema.member(name);
    }
    return schema;
  }

  private static ObjectNode read(String yaml) {
    YamlReader.Result result = YamlReader.read(new SourceText("crd.yaml", yaml));
    assertThat(result.problems()).isEmpty();
    return result.manifests().stream().map(Manifest::content).findFirst().orElseThrow();
  }
}
