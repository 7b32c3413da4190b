package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * How servers write a status that a client wrote: some fields are never left out, down to the items
 * of lists, and others always where they are zero.
 */
final class StatusForm {
  private static final String FILE = "zero-status.txt";
  private static final String DROPPED = "-";

  private final Map<String, ObjectNode> byType;

  private StatusForm(Map<String, ObjectNode> byType) {
    this.byType = byType;
  }

  static StatusForm load() {
    return new StatusForm(KindForms.read(FILE));
  }

  /** Changes the status of an object of a built-in kind. */
  void settle(ObjectNode object) {
    ObjectNode form =
        byType.get(object.path("apiVersion").asText() + " " + object.path("kind").asText());
    if (form != null && object.path("status") instanceof ObjectNode status) {
      settle(status, form);
    }
  }

  private static void settle(ObjectNode object, ObjectNode form) {
    for (Map.Entry<String, JsonNode> field : form.properties()) {
      String name = field.getKey();
      JsonNode wanted = field.getValue();
      if (name.equals(DROPPED)) {
        wanted.forEach(zero -> dropZero(object, zero.asText()));
      } else if (name.startsWith("*")) {
        if (object.path(name.substring(1)) instanceof ArrayNode items) {
          items.forEach(item -> within(item, wanted));
        }
      } else if (name.startsWith("?")) {
        within(object.path(name.substring(1)), wanted);
      } else if (wanted instanceof ObjectNode inner) {
        settle(object.withObject("/" + name), inner);
      } else if (!object.has(name)) {
        object.set(name, wanted);
      }
    }
  }

  private static void within(JsonNode node, JsonNode form) {
    if (node instanceof ObjectNode object && form instanceof ObjectNode inner) {
      settle(object, inner);
    }
  }

  private static void dropZero(ObjectNode object, String name) {
    JsonNode value = object.path(name);
    boolean zero = value.isNumber() ? value.asLong() == 0 : value.isBoolean() && !value.asBoolean();
    if (zero) {
      object.remove(name);
    }
  }
}
