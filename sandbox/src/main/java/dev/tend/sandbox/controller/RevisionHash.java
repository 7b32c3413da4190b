package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The hash by which a StatefulSet's revision is named: FNV-1 of 32 bits over its data as Go writes
 * JSON, and the count of collisions.
 */
final class RevisionHash {
  private RevisionHash() {}

  static String of(JsonNode data, int collisions) {
    String text = sorted(data).toString();
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    int hash = 0x811c9dc5;
    for (byte b : (text + collisions).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash * 0x01000193) ^ (b & 0xff);
    }
    return Templates.safe(Integer.toUnsignedString(hash));
  }

  private static JsonNode sorted(JsonNode tree) {
    return switch (tree) {
      case ObjectNode object -> {
        Map<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        fields.forEach(copy::set);
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> copy.add(sorted(item)));
        yield copy;
      }
      default -> tree;
    };
  }
}
