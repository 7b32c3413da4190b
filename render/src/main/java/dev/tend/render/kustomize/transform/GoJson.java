package dev.tend.render.kustomize.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;

/** JSON with the escapes of kustomize's writer, as hashes count them. */
final class GoJson {
  private GoJson() {}

  static void write(StringBuilder out, JsonNode node) {
    if (node instanceof ObjectNode object) {
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      String comma = "{";
      for (String key : fields.keySet()) {
        out.append(comma);
        text(out, key);
        out.append(':');
        write(out, fields.get(key));
        comma = ",";
      }
      out.append(fields.isEmpty() ? "{}" : "}");
    } else if (node instanceof ArrayNode array) {
      String comma = "[";
      for (JsonNode item : array) {
        out.append(comma);
        write(out, item);
        comma = ",";
      }
      out.append(array.isEmpty() ? "[]" : "]");
    } else if (node.isTextual()) {
      text(out, node.textValue());
    } else {
      out.append(node.asText());
    }
  }

  /** With each entry in a line of its own. */
  static void writeIndented(StringBuilder out, JsonNode node, String margin) {
    if (!node.isContainerNode() || node.isEmpty()) {
      write(out, node);
      return;
    }
    String inner = margin + "  ";
    String comma = "\n";
    out.append(node.isObject() ? '{' : '[');
    if (node instanceof ObjectNode object) {
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      for (String key : fields.keySet()) {
        out.append(comma).append(inner);
        text(out, key);
        out.append(": ");
        writeIndented(out, fields.get(key), inner);
        comma = ",\n";
      }
    } else {
      for (JsonNode item : node) {
        out.append(comma).append(inner);
        writeIndented(out, item, inner);
        comma = ",\n";
      }
    }
    out.append('\n').append(margin).append(node.isObject() ? '}' : ']');
  }

  static void text(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          boolean escaped =
              c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029';
          out.append(escaped ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
      }
    }
    out.append('"');
  }
}
