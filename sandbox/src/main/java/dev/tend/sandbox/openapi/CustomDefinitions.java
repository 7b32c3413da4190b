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

/**
 * The definitions of custom types: what their CRDs say, with the metadata that all objects have.
 */
final class CustomDefinitions {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

  private CustomDefinitions() {}

  /**
   * @param prefix of references: where definitions stand in the document
   */
  static void add(ObjectNode definitions, ObjectNode crd, ResourceType type, String prefix) {
    GroupVersionKind gvk = type.gvk();
    String name = name(gvk);
    ObjectNode definition = definitions.putObject(name);
    for (JsonNode version : crd.path("spec").path("versions")) {
      if (version.path("name").asText().equals(gvk.version())
          && version.path("schema").path("openAPIV3Schema") instanceof ObjectNode schema) {
        definition.setAll(schema.deepCopy());
      }
    }
    definition.put("type", "object");
    ObjectNode properties =
        definition.get("properties") instanceof ObjectNode present
            ? present
            : definition.putObject("properties");
    text(properties, "apiVersion", "The version of this representation of an object.");
    text(properties, "kind", "The REST resource that this object represents.");
    reference(properties.putObject("metadata"), prefix + META + "ObjectMeta", "Standard metadata.");
    kind(definition, gvk, gvk.kind());

    String listKind = crd.path("spec").path("names").path("listKind").asText(gvk.kind() + "List");
    ObjectNode list = list(name, type.plural(), prefix);
    list.put("description", listKind + " is a list of " + gvk.kind());
    definitions.set(name + "List", list);
    kind(list, gvk, listKind);
  }

  /** A list of what a definition describes. */
  static ObjectNode list(String name, String plural, String prefix) {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("type", "object");
    list.putArray("required").add("items");
    ObjectNode members = list.putObject("properties");
    text(members, "apiVersion", "The version of this representation of an object.");
    text(members, "kind", "The REST resource that this object represents.");
    ObjectNode items = members.putObject("items").put("type", "array");
    items.put("description", "List of " + plural + ".");
    items.putObject("items").put("$ref", prefix + name);
    reference(members.putObject("metadata"), prefix + META + "ListMeta", "Standard list metadata.");
    return list;
  }

  /** {@code dev.tend.example.v1.Widget}. */
  static String name(GroupVersionKind gvk) {
    List<String> parts = new ArrayList<>(Arrays.asList(gvk.group().split("\\.")));
    Collections.reverse(parts);
    return String.join(".", parts) + "." + gvk.version() + "." + gvk.kind();
  }

  private static void text(ObjectNode properties, String name, String description) {
    properties.putObject(name).put("type", "string").put("description", description);
  }

  private static void reference(ObjectNode property, String target, String description) {
    property.put("description", description);
    if (target.startsWith("#/components")) {
      // A sibling of a reference is lost in version 3.
      property.putArray("allOf").addObject().put("$ref", target);
    } else {
      property.put("$ref", target);
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
