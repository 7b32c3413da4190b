package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Reads content as a server does, to whom a null is an absent field unless it may be null. */
final class Absent {
  private Absent() {}

  /** The content itself where it has no null, else a copy without those that say nothing. */
  static JsonNode dropFrom(JsonNode content, FieldSchema schema) {
    return hasNull(content) ? copy(content, schema) : content;
  }

  private static boolean hasNull(JsonNode node) {
    for (JsonNode child : node) {
      if (child.isNull() || child.isContainerNode() && hasNull(child)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode copy(JsonNode node, FieldSchema schema) {
    if (node instanceof ObjectNode object) {
      ObjectNode kept = object.objectNode();
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        FieldSchema member = schema.member(entry.getKey());
        if (!entry.getValue().isNull()
            || member.facts().nullable()
            || isUnknown(schema, entry.getKey())) {
          kept.set(entry.getKey(), copy(entry.getValue(), member));
        }
      }
      return kept;
    } else if (node instanceof ArrayNode array) {
      FieldSchema items =
          schema instanceof FieldSchema.ListOf list ? list.items() : FieldSchema.Any.INSTANCE;
      ArrayNode kept = array.arrayNode();
      array.forEach(item -> kept.add(copy(item, items)));
      return kept;
    }
    return node;
  }

  /** Servers tell of such a field even where it is null. */
  private static boolean isUnknown(FieldSchema schema, String name) {
    return schema instanceof FieldSchema.Struct struct
        && !struct.preservesUnknownFields()
        && struct.field(name).isEmpty();
  }
}
