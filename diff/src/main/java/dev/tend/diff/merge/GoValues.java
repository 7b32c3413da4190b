package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** Values as the server's messages show them: in the two ways in which Go prints its own. */
final class GoValues {
  private GoValues() {}

  /** As {@code %v} prints the server's holder of a value. */
  static String reference(JsonNode value) {
    StringBuilder text = new StringBuilder("&{");
    plain(text, value);
    return text.append('}').toString();
  }

  /** As {@code %#v} does. */
  static String literal(JsonNode value) {
    StringBuilder text = new StringBuilder("&value.valueUnstructured{Value:");
    source(text, value);
    return text.append('}').toString();
  }

  private static void plain(StringBuilder text, JsonNode value) {
    String separator = "";
    if (value.isObject()) {
      text.append("map[");
      for (Map.Entry<String, JsonNode> member : sorted(value).entrySet()) {
        plain(text.append(separator).append(member.getKey()).append(':'), member.getValue());
        separator = " ";
      }
      text.append(']');
    } else if (value.isArray()) {
      text.append('[');
      for (JsonNode item : value) {
        plain(text.append(separator), item);
        separator = " ";
      }
      text.append(']');
    } else {
      text.append(value.isNull() ? "<nil>" : value.asText());
    }
  }

  private static void source(StringBuilder text, JsonNode value) {
    String separator = "";
    if (value.isObject()) {
      text.append("map[string]interface {}{");
      for (Map.Entry<String, JsonNode> member : sorted(value).entrySet()) {
        GoJson.appendString(text.append(separator), member.getKey());
        source(text.append(':'), member.getValue());
        separator = ", ";
      }
      text.append('}');
    } else if (value.isArray()) {
      text.append("[]interface {}{");
      for (JsonNode item : value) {
        source(text.append(separator), item);
        separator = ", ";
      }
      text.append('}');
    } else if (value.isTextual()) {
      GoJson.appendString(text, value.textValue());
    } else {
      text.append(value.isNull() ? "interface {}(nil)" : value.asText());
    }
  }

  private static Map<String, JsonNode> sorted(JsonNode object) {
    Map<String, JsonNode> members = new TreeMap<>(Values.BY_CODE_POINT);
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }
}
