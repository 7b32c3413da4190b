package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The built-in definitions as a server publishes them in its OpenAPI documents. */
final class OpenApiForms {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final String GVK = "x-kubernetes-group-version-kind";

  /** Types of requests and answers that are kinds but no resources. */
  private static final Map<String, GroupVersionKind> PLAIN_KINDS =
      Map.of(
          META + "APIGroup",
          GroupVersionKind.of("v1", "APIGroup"),
          META + "APIGroupList",
          GroupVersionKind.of("v1", "APIGroupList"),
          META + "APIResourceList",
          GroupVersionKind.of("v1", "APIResourceList"),
          META + "APIVersions",
          GroupVersionKind.of("v1", "APIVersions"),
          META + "Status",
          GroupVersionKind.of("v1", "Status"),
          "io.k8s.api.authentication.v1.TokenRequest",
          GroupVersionKind.of("authentication.k8s.io/v1", "TokenRequest"),
          "io.k8s.api.autoscaling.v1.Scale",
          GroupVersionKind.of("autoscaling/v1", "Scale"),
          "io.k8s.api.policy.v1.Eviction",
          GroupVersionKind.of("policy/v1", "Eviction"));

  private final DefinitionStore store;
  private final Map<String, List<GroupVersionKind>> kinds = new HashMap<>();

  OpenApiForms(DefinitionStore store, Collection<KindIndex.Entry> entries) {
    this.store = store;
    SortedSet<GroupVersionKind> everyVersion = new TreeSet<>();
    for (KindIndex.Entry entry : entries) {
      GroupVersionKind gvk = entry.type().gvk();
      kinds.put(entry.definition(), List.of(gvk));
      kinds.put(
          entry.definition() + "List",
          List.of(new GroupVersionKind(gvk.group(), gvk.version(), gvk.kind() + "List")));
      everyVersion.add(new GroupVersionKind(gvk.group(), gvk.version(), ""));
    }
    PLAIN_KINDS.forEach((name, gvk) -> kinds.put(name, List.of(gvk)));
    for (String general : List.of("DeleteOptions", "WatchEvent")) {
      kinds.put(
          META + general,
          everyVersion.stream()
              .map(any -> new GroupVersionKind(any.group(), any.version(), general))
              .toList());
    }
  }

  /** In Swagger 2 form, without defaults. */
  ObjectNode definition(String name) {
    ObjectNode definition = store.described(name);
    dropDefaults(definition);
    return withKinds(name, definition);
  }

  /** In OpenAPI 3 form. */
  ObjectNode component(String name) {
    ObjectNode component = (ObjectNode) third(store.described(name));
    if (name.equals(FieldSchemas.QUANTITY)) {
      component.remove("type");
      anyOf(component, "string", "number");
    } else if (name.equals(FieldSchemas.INT_OR_STRING)) {
      component.remove("type");
      anyOf(component, "integer", "string");
    }
    return withKinds(name, component);
  }

  private static void anyOf(ObjectNode schema, String one, String other) {
    ArrayNode forms = schema.putArray("oneOf");
    forms.addObject().put("type", one);
    forms.addObject().put("type", other);
  }

  private ObjectNode withKinds(String name, ObjectNode definition) {
    List<GroupVersionKind> known = kinds.get(name);
    if (known != null) {
      ArrayNode listed = definition.putArray(GVK);
      known.forEach(
          gvk ->
              listed
                  .addObject()
                  .put("group", gvk.group())
                  .put("kind", gvk.kind())
                  .put("version", gvk.version()));
    }
    return definition;
  }

  /** Removes the defaults of properties and of what they hold. */
  private static void dropDefaults(JsonNode schema) {
    for (JsonNode property : schema.path("properties")) {
      for (JsonNode part : parts(property)) {
        ((ObjectNode) part).remove("default");
      }
    }
  }

  private static List<JsonNode> parts(JsonNode schema) {
    var parts = new ArrayList<JsonNode>();
    for (JsonNode part = schema; part.isObject(); ) {
      parts.add(part);
      part = part.has("items") ? part.path("items") : part.path("additionalProperties");
    }
    return parts;
  }

  /** OpenAPI 3 knows no siblings of a reference: what stands beside one moves around it. */
  private static JsonNode third(JsonNode schema) {
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    JsonNode reference = schema.path("$ref");
    for (Map.Entry<String, JsonNode> entry : schema.properties()) {
      switch (entry.getKey()) {
        case "$ref" -> {}
        case "properties" -> {
          ObjectNode properties = copy.putObject("properties");
          entry
              .getValue()
              .properties()
              .forEach(property -> properties.set(property.getKey(), third(property.getValue())));
        }
        case "items", "additionalProperties" -> copy.set(entry.getKey(), third(entry.getValue()));
        default -> copy.set(entry.getKey(), entry.getValue());
      }
    }
    if (reference.isTextual()) {
      ObjectNode target = copy.isEmpty() ? copy : copy.putArray("allOf").addObject();
      target.put("$ref", "#/components/schemas/" + DefinitionStore.nameIn(reference.asText()));
    }
    return copy;
  }
}
