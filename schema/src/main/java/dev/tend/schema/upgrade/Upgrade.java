package dev.tend.schema.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns an object of one kind and version into one of the version that took its place. */
@FunctionalInterface
interface Upgrade {
  /**
   * Changes the object in place.
   *
   * @param notes takes what people should know
   * @throws Refusal where it can't be done without deciding something
   */
  void change(ObjectNode object, List<String> notes);

  /** All fields are the same. */
  Upgrade RELABELLED = (object, notes) -> {};

  /** Why an object can't be rewritten. */
  final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String reason) {
      super(reason, null, false, false);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  static Upgrade refused(String reason) {
    return (object, notes) -> {
      throw new Refusal(reason);
    };
  }

  /** The object at a path, or a fresh one that belongs to nothing. */
  static ObjectNode at(ObjectNode object, String... path) {
    JsonNode node = object;
    for (String step : path) {
      node = node.path(step);
    }
    return node instanceof ObjectNode found ? found : object.objectNode();
  }

  /** The objects of a list. */
  static List<ObjectNode> items(JsonNode list) {
    List<ObjectNode> items = new ArrayList<>();
    for (JsonNode item : list) {
      if (item instanceof ObjectNode object) {
        items.add(object);
      }
    }
    return items;
  }

  /** Puts a field before another one, or last where that isn't there. */
  static void putBefore(ObjectNode object, String next, String name, JsonNode value) {
    Map<String, JsonNode> fields = new java.util.LinkedHashMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    object.removeAll();
    fields.forEach(
        (key, kept) -> {
          if (key.equals(next)) {
            object.set(name, value);
          }
          object.set(key, kept);
        });
    if (!object.has(name)) {
      object.set(name, value);
    }
  }

  /** Puts fields in the place of one. */
  static void replace(ObjectNode object, String old, ObjectNode with) {
    Map<String, JsonNode> fields = new java.util.LinkedHashMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    object.removeAll();
    fields.forEach(
        (key, kept) -> {
          if (key.equals(old)) {
            object.setAll(with);
          } else {
            object.set(key, kept);
          }
        });
  }

  /** Renames a field where it is there, and keeps its place. */
  static void rename(ObjectNode object, String old, String name) {
    if (object.has(old)) {
      replace(object, old, object.objectNode().set(name, object.get(old)));
    }
  }
}
