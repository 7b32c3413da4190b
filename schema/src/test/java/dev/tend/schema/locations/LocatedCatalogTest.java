package dev.tend.schema.locations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.KubernetesVersion;
import dev.tend.schema.ManifestValidator;
import dev.tend.schema.SchemaCatalog;
import dev.tend.schema.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocatedCatalogTest {
  private static final String JSON_SCHEMA =
      """
      {"type": "object", "properties": {"apiVersion": {"type": "string"}, "kind": {"type": "string"},
       "metadata": {"type": "object"},
       "spec": {"type": "object", "properties": {"size": {"type": "integer", "maximum": 3}}}}}
      """;
  private static final String CRD =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: widgets.example.com}
      spec:
        group: example.com
        scope: Namespaced
        names: {plural: widgets, kind: Widget}
        versions:
        - name: v1
          served: true
          storage: true
          schema:
            openAPIV3Schema:
              type: object
              properties: {spec: {type: object, properties: {size: {type: integer}}}}
      """;
  private static final GroupVersionKind WIDGET = GroupVersionKind.of("example.com/v1", "Widget");

  private final Files files = new Files();

  private static final class Files implements SchemaReader {
    private final Map<String, String> texts = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();

    @Override
    public Optional<String> read(String location) {
      asked.add(location);
      return Optional.ofNullable(texts.get(location));
    }

    @Override
    public List<String> list(String location) {
      return texts.keySet().stream().filter(name -> name.startsWith(location + "/")).toList();
    }
  }

  @Test
  void aTemplateNamesTheSchemaOfAKind() {
    files.texts.put("s/example.com/widget_v1.json", JSON_SCHEMA);
    SchemaCatalog catalog =
        catalog("s/{{ .Group }}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json");

    assertThat(validate(catalog, "spec: {size: 3}")).isInstanceOf(Verdict.Valid.class);
    assertThat(validate(catalog, "spec: {size: 4}")).isInstanceOf(Verdict.Invalid.class);
    assertThat(validate(catalog, "spec: {sise: 3}")).isInstanceOf(Verdict.Invalid.class);
  }

  @Test
  void theVariablesAreThoseOfKubeconform() {
    catalog("{{.NormalizedKubernetesVersion}}{{.StrictSuffix}}/{{.ResourceKind}}{{.KindSuffix}}")
        .find(GroupVersionKind.of("networking.k8s.io/v1", "NetworkPolicy"));
    catalog("{{.ResourceKind}}{{.KindSuffix}}").find(GroupVersionKind.of("v1", "Pod"));

    assertThat(files.asked).contains("v1.34.0-strict/networkpolicy-networking-v1", "pod-v1");
  }

  @Test
  void aFolderHoldsCrdsAndJsonSchemas() {
    files.texts.put("crds/a.yaml", CRD);
    files.texts.put("crds/gadget-example-v1.json", JSON_SCHEMA);
    SchemaCatalog catalog = catalog("crds");

    assertThat(catalog.find(WIDGET)).isPresent();
    assertThat(catalog.structure(WIDGET)).isPresent();
    assertThat(catalog.find(GroupVersionKind.of("example.com/v1", "Gadget"))).isPresent();
    assertThat(catalog.find(GroupVersionKind.of("example.com/v1", "Other"))).isEmpty();
  }

  @Test
  void theBuiltInSchemasStandWhereTheyAreNamed() {
    files.texts.put("s/pod-v1.json", JSON_SCHEMA);
    GroupVersionKind pod = GroupVersionKind.of("v1", "Pod");

    assertThat(catalog("default", "s").find(pod).orElseThrow().shortNames()).contains("po");
    assertThat(catalog("s", "default").find(pod).orElseThrow().shortNames()).isEmpty();
    assertThat(catalog("s").find(GroupVersionKind.of("apps/v1", "Deployment"))).isPresent();
  }

  @Test
  void eachPlaceIsAskedOnce() {
    SchemaCatalog catalog = catalog("http://example.com/{{.ResourceKind}}.json");

    catalog.find(WIDGET);
    catalog.find(WIDGET);

    assertThat(files.asked).containsExactly("http://example.com/widget.json");
  }

  @Test
  void anUnknownVariableIsSaid() {
    assertThatThrownBy(() -> catalog("{{.Kind}}.json").find(WIDGET))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("Kind");
  }

  @Test
  void aUrlWithAQueryIsAFileByItsPath() {
    files.texts.put("https://example.com/crds.yaml?raw=true", CRD);

    assertThat(catalog("https://example.com/crds.yaml?raw=true").structure(WIDGET)).isPresent();
  }

  @Test
  void aSchemaMayReferToFilesBesideIt() {
    files.texts.put(
        "s/widget.json",
        """
        {"type": "object", "properties": {"spec": {"$ref": "parts/spec.json"}}}
        """);
    files.texts.put(
        "s/parts/spec.json",
        """
        {"type": "object", "description": "What is wanted.",
         "properties": {"size": {"$ref": "../_definitions.json#/definitions/a~1Size"},
                        "nested": {"$ref": "#"}, "label": {"$ref": "#/$defs/label"}},
         "$defs": {"label": {"type": ["string", "null"]}}}
        """);
    files.texts.put(
        "s/_definitions.json",
        """
        {"definitions": {"a/Size": {"type": "integer", "maximum": 3}, "unused": {"$ref": "nowhere.json"}}}
        """);
    SchemaCatalog catalog = catalog("s/{{.ResourceKind}}.json");

    assertThat(validate(catalog, "spec: {size: 3, label: null, nested: {nested: {size: 1}}}"))
        .isInstanceOf(Verdict.Valid.class);
    assertThat(problems(catalog, "spec: {size: 4}")).containsExactly(".spec.size");
    assertThat(problems(catalog, "spec: {nested: {nested: {label: 1}}}"))
        .containsExactly(".spec.nested.nested.label");
    assertThat(problems(catalog, "spec: {nested: {sise: 3}}")).containsExactly(".spec.nested.sise");
    assertThat(problems(catalog, "spec: {}\nstatus: 1")).containsExactly(".status");
    FieldSchema spec = catalog.find(WIDGET).orElseThrow().schema().member("spec");
    assertThat(spec.facts().description()).isEqualTo("What is wanted.");
    assertThat(files.asked).containsOnlyOnce("s/_definitions.json", "s/parts/spec.json");
  }

  @Test
  void theWebsSchemasReferToUrls() {
    files.texts.put(
        "https://example.com/v1/widget.json",
        "{\"type\": \"object\", \"properties\": {\"spec\": {\"$ref\": \"../all.json#/definitions/Spec\"}}}");
    files.texts.put(
        "https://example.com/all.json",
        "{\"definitions\": {\"Spec\": {\"type\": \"object\", \"properties\": {\"size\": {\"type\": \"integer\"}}}}}");
    SchemaCatalog catalog = catalog("https://example.com/v1/{{.ResourceKind}}.json");

    assertThat(validate(catalog, "spec: {size: 3}")).isInstanceOf(Verdict.Valid.class);
    assertThat(problems(catalog, "spec: {size: big}")).containsExactly(".spec.size");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"none.json", "all.json#/definitions/None", "#Spec", "file:///etc/passwd", "a b"})
  void whatCantBeReferredToIsSaid(String reference) {
    files.texts.put("https://example.com/all.json", "{}");
    files.texts.put(
        "https://example.com/widget.json",
        "{\"type\": \"object\", \"properties\": {\"spec\": {\"$ref\": \"" + reference + "\"}}}");

    assertThatThrownBy(() -> catalog("https://example.com/{{.ResourceKind}}.json").find(WIDGET))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("https://example.com/widget.json")
        .hasMessageContaining(reference.replaceAll(".*/", ""));
  }

  private SchemaCatalog catalog(String... locations) {
    return new LocatedCatalog(
        BuiltInSchemas.load(), List.of(locations), KubernetesVersion.DEFAULT, files);
  }

  private static List<String> problems(SchemaCatalog catalog, String rest) {
    return validate(catalog, rest) instanceof Verdict.Invalid invalid
        ? invalid.problems().stream().map(problem -> problem.path().toString()).toList()
        : List.of();
  }

  private static Verdict validate(SchemaCatalog catalog, String rest) {
    String yaml = "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\n" + rest + "\n";
    Manifest manifest = YamlReader.read(new SourceText("a.yaml", yaml)).manifests().getFirst();
    return new ManifestValidator(catalog).validate(manifest);
  }
}
