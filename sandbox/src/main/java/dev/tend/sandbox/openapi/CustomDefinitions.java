package dev.tend.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The definitions of custom types: what their CRDs say, with the metadata that all objects have.
 */
final class CustomDefinitions {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

  /** Kinds that say of these fields what custom ones do. */
  private static final String MODEL = "io.k8s.api.core.v1.Pod";

  private final String prefix;
  private final JsonNode fields;
  private final JsonNode listFields;

  /**
   * @param prefix of references: where definitions stand in the document
   * @param builtIn the definitions of the built-in kinds, whose words of common fields are taken
   */
  CustomDefinitions(String prefix, Function<String, JsonNode> builtIn) {
    this.prefix = prefix;
    this.fields = builtIn.apply(MODEL).path("properties");
    this.listFields = builtIn.apply(MODEL + "List").path("properties");
  }

  void add(ObjectNode definitions, ObjectNode crd, ResourceType type) {
    GroupVersionKind gvk = type.gvk();
    String name = name(gvk);
    ObjectNode definition = definitions.putObject(name);
    for (JsonNode version : crd.path("spec").path("versions")) {
      if (version.path("name").asText().equals(gvk.version())
          && version.path("schema").path("openAPIV3Schema") instanceof ObjectNode schema) {
        ObjectNode copy = schema.deepCopy();
        copy.forEach(this::embedded);
        definition.setAll(copy);
      }
    }
    definition.put("type", "object");
    ObjectNode properties =
        definition.get("properties") instanceof ObjectNode present
            ? present
            : definition.putObject("properties");
    common(properties);
    kind(definition, gvk, gvk.kind());

    String listKind = crd.path("spec").path("names").path("listKind").asText(gvk.kind() + "List");
    ObjectNode list = list(name, type.plural());
    list.put("description", listKind + " is a list of " + gvk.kind());
    definitions.set(name + "List", list);
    kind(list, gvk, listKind);
  }

  /** A list of what a definition describes. */
  ObjectNode list(String name, String plural) {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("type", "object");
    list.putArray("required").add("items");
    ObjectNode members = list.putObject("properties");
    text(members, "apiVersion", listFields);
    text(members, "kind", listFields);
    ObjectNode items = members.putObject("items").put("type", "array");
    items.put(
        "description",
        "List of %s. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md"
            .formatted(plural));
    items.putObject("items").put("$ref", prefix + name);
    reference(members.putObject("metadata"), "ListMeta", listFields);
    return list;
  }

  /** {@code dev.tend.example.v1.Widget}. */
  static String name(GroupVersionKind gvk) {
    List<String> parts = new ArrayList<>(Arrays.asList(gvk.group().split("\\.")));
    Collections.reverse(parts);
    return String.join(".", parts) + "." + gvk.version() + "." + gvk.kind();
  }

  /** What each object has, where objects stand in others. */
  private void embedded(JsonNode schema) {
    schema.forEach(this::embedded);
    if (schema instanceof ObjectNode object
        && object.path("x-kubernetes-embedded-resource").asBoolean()) {
      common(object.withObject("/properties"));
      Set<String> required = new TreeSet<>(Set.of("apiVersion", "kind"));
      object.path("required").forEach(one -> required.add(one.asText()));
      required.forEach(object.putArray("required")::add);
    }
  }

  private void common(ObjectNode properties) {
    text(properties, "apiVersion", fields);
    text(properties, "kind", fields);
    reference(properties.putObject("metadata"), "ObjectMeta", fields);
  }

  private static void text(ObjectNode properties, String name, JsonNode words) {
    properties
        .putObject(name)
        .put("type", "string")
        .put("description", words.path(name).path("description").asText());
  }

  private void reference(ObjectNode property, String target, JsonNode words) {
    property.put("description", words.path("metadata").path("description").asText());
    if (prefix.startsWith("#/components")) {
      // A sibling of a reference is lost in version 3.
      property.putArray("allOf").addObject().put("$ref", prefix + META + target);
    } else {
      property.put("$ref", prefix + META + target);
    }
  }

  private static void kind(ObjectNode definition, GroupVersionKind gvk, String kind) {
    definition
        .putArray("x-kubernetes-group-version-kind")
        .addObject()
        .put("group", gvk.group())
        .put("kind", kind)
        .put("version", gvk.version());
  }
}
