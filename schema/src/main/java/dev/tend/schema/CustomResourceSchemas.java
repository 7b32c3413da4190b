package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The types that CustomResourceDefinitions declare. */
public final class CustomResourceSchemas {
  private static final List<String> VERBS =
      List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");

  private CustomResourceSchemas() {}

  /** One type for each served version of a CRD (apiextensions.k8s.io/v1). */
  public static List<ResourceType> typesOf(ObjectNode crd) {
    FieldSchemas fields = new FieldSchemas(DefinitionStore.BUILT_IN);
    List<ResourceType> types = new ArrayList<>();
    for (JsonNode version : crd.path("spec").path("versions")) {
      if (version.path("served").asBoolean(true)) {
        ObjectNode schema = CustomResourceStructure.of(crd.path("spec"), version);
        types.add(type(crd.path("spec"), version, fields.of(schema, "", "")));
      }
    }
    return List.copyOf(types);
  }

  /** The base, and the types of these CRDs before it. */
  public static SchemaCatalog with(SchemaCatalog base, List<ObjectNode> crds) {
    return crds.isEmpty() ? base : new CustomResourceCatalog(base, crds);
  }

  private static ResourceType type(JsonNode spec, JsonNode version, FieldSchema schema) {
    JsonNode names = spec.path("names");
    String kind = names.path("kind").asText();
    Set<String> subresources = new TreeSet<>();
    version.path("subresources").fieldNames().forEachRemaining(subresources::add);
    return new ResourceType(
        new GroupVersionKind(spec.path("group").asText(), version.path("name").asText(), kind),
        names.path("plural").asText(),
        names.path("singular").asText(kind.toLowerCase(Locale.ROOT)),
        texts(names.path("shortNames")),
        texts(names.path("categories")),
        spec.path("scope").asText("Namespaced").equals("Namespaced"),
        subresources,
        VERBS,
        schema);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
