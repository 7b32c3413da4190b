package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The fields that servers see in every object of a built-in kind, as their own types have no way to
 * leave them out. Nobody becomes the owner of one by saying nothing of it.
 */
final class ZeroFields {
  private static final String FILE = "zero.txt";
  private static final List<String> FIRST = List.of("kind", "apiVersion", "metadata");

  private final Map<String, ObjectNode> byType;

  private ZeroFields(Map<String, ObjectNode> byType) {
    this.byType = byType;
  }

  static ZeroFields load() {
    return new ZeroFields(KindForms.read(FILE));
  }

  /** A copy that has them all; it shares what it leaves as it is. */
  ObjectNode filled(ObjectNode object, String apiVersion, String kind) {
    ObjectNode zero = byType.get(apiVersion + " " + kind);
    ObjectNode ordered = ordered(object);
    return zero == null ? ordered : filled(ordered, zero);
  }

  /** As servers write it: what it is, what it is called, and the rest. */
  private static ObjectNode ordered(ObjectNode object) {
    ObjectNode copy = object.objectNode();
    for (String first : FIRST) {
      if (object.has(first)) {
        copy.set(first, object.get(first));
      }
    }
    return copy.setAll(object);
  }

  private static ObjectNode filled(ObjectNode object, ObjectNode zero) {
    ObjectNode copy = object.objectNode();
    copy.setAll(object);
    for (Map.Entry<String, JsonNode> field : zero.properties()) {
      JsonNode present = copy.get(field.getKey());
      if (field.getValue().isArray()) {
        if (present instanceof ArrayNode items) {
          copy.set(field.getKey(), filled(items, field.getValue().path(0)));
        }
      } else if (present == null) {
        copy.set(field.getKey(), field.getValue());
      } else if (present instanceof ObjectNode inner
          && field.getValue() instanceof ObjectNode innerZero) {
        copy.set(field.getKey(), filled(inner, innerZero));
      }
    }
    return copy;
  }

  /** What goes without saying of each item goes without saying of none where there is none. */
  private static ArrayNode filled(ArrayNode items, JsonNode zero) {
    ArrayNode copy = items.arrayNode();
    for (JsonNode item : items) {
      boolean objects = item.isObject() && zero.isObject();
      copy.add(objects ? filled((ObjectNode) item, (ObjectNode) zero) : item);
    }
    return copy;
  }
}
