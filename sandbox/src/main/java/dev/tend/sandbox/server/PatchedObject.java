package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import java.util.TreeMap;

/** A patched object as servers print it: sorted, but for metadata, which has its own order. */
final class PatchedObject {
  private PatchedObject() {}

  static String show(ObjectNode object) {
    ObjectNode shown = (ObjectNode) sorted(object);
    if (object.path("metadata") instanceof ObjectNode metadata) {
      ObjectNode ordered = JsonNodeFactory.instance.objectNode();
      Meta.FIELDS.stream().filter(metadata::has).forEach(n -> ordered.set(n, metadata.get(n)));
      shown.set("metadata", ordered);
    }
    return shown.toString();
  }

  private static JsonNode sorted(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    TreeMap<String, JsonNode> fields = new TreeMap<>();
    node.properties().forEach(entry -> fields.put(entry.getKey(), sorted(entry.getValue())));
    ObjectNode sorted = JsonNodeFactory.instance.objectNode();
    fields.forEach(sorted::set);
    return sorted;
  }
}
