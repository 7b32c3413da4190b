package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types that a server publishes in its OpenAPI 3 documents. */
public final class ServerSchemas {
  private static final Pattern COLLECTION =
      Pattern.compile("/apis?/(?:[^/]+/)?[^/]+/(namespaces/\\{namespace\\}/)?([^/{}]+)/\\{name\\}");
  private static final String GVK = "x-kubernetes-group-version-kind";

  private ServerSchemas() {}

  /**
   * @param documents one for each group version
   */
  public static SchemaCatalog of(KubernetesVersion version, List<ObjectNode> documents) {
    OpenApiStore store = new OpenApiStore(documents);
    FieldSchemas fields = new FieldSchemas(store);
    Map<GroupVersionKind, String> definitions = new TreeMap<>();
    for (ObjectNode document : documents) {
      document
          .path("components")
          .path("schemas")
          .properties()
          .forEach(
              schema ->
                  schema
                      .getValue()
                      .path(GVK)
                      .forEach(gvk -> definitions.putIfAbsent(gvk(gvk), schema.getKey())));
    }
    BuiltInCatalog known = BuiltInSchemas.load();
    SortedMap<GroupVersionKind, KindIndex.Entry> entries = new TreeMap<>();
    for (ObjectNode document : documents) {
      for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
        Matcher matcher = COLLECTION.matcher(path.getKey());
        JsonNode described = path.getValue().path("get").path(GVK);
        if (matcher.matches() && described.isObject()) {
          GroupVersionKind gvk = gvk(described);
          String definition = definitions.get(gvk);
          if (definition != null) {
            boolean status = document.path("paths").has(path.getKey() + "/status");
            ResourceType type =
                type(gvk, matcher, status, fields.root(definition), known.find(gvk));
            entries.put(gvk, new KindIndex.Entry(type, definition, true));
          }
        }
      }
    }
    return new BuiltInCatalog(version, store, entries);
  }

  private static ResourceType type(
      GroupVersionKind gvk,
      Matcher path,
      boolean status,
      FieldSchema schema,
      Optional<ResourceType> known) {
    Set<String> subresources = new TreeSet<>();
    known.ifPresent(type -> subresources.addAll(type.subresources()));
    if (status) {
      subresources.add("status");
    }
    return new ResourceType(
        gvk,
        path.group(2),
        known.map(ResourceType::singular).orElse(gvk.kind().toLowerCase(Locale.ROOT)),
        known.map(ResourceType::shortNames).orElse(List.of()),
        known.map(ResourceType::categories).orElse(List.of()),
        path.group(1) != null,
        subresources,
        known.map(ResourceType::verbs).orElse(List.of()),
        schema);
  }

  private static GroupVersionKind gvk(JsonNode node) {
    return new GroupVersionKind(
        node.path("group").asText(), node.path("version").asText(), node.path("kind").asText());
  }
}
