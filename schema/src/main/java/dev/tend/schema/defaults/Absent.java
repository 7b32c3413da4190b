package dev.tend.schema.defaults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Puts values where there are none. */
final class Absent {
  private Absent() {}

  static boolean is(ObjectNode node, String field) {
    return !node.hasNonNull(field);
  }

  static void put(ObjectNode node, String field, String value) {
    if (is(node, field) || node.get(field).asText("x").isEmpty()) {
      node.put(field, value);
    }
  }

  static void put(ObjectNode node, String field, int value) {
    if (is(node, field)) {
      node.put(field, value);
    }
  }

  static void put(ObjectNode node, String field, boolean value) {
    if (is(node, field)) {
      node.put(field, value);
    }
  }

  /** The object in this field, made where there is none. */
  static ObjectNode object(ObjectNode node, String field) {
    return node.get(field) instanceof ObjectNode present ? present : node.putObject(field);
  }

  /** The list in this field, made where there is none. */
  static ArrayNode list(ObjectNode node, String field) {
    return node.get(field) instanceof ArrayNode present ? present : node.putArray(field);
  }

  /** The objects of the list in this field; none where it isn't one. */
  static List<ObjectNode> items(JsonNode node, String field) {
    List<ObjectNode> items = new ArrayList<>();
    for (JsonNode item : node.path(field)) {
      if (item instanceof ObjectNode object) {
        items.add(object);
      }
    }
    return items;
  }
}
