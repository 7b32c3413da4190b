package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Writes JSON byte for byte as the API server's encoder does: compact, HTML characters escaped. */
final class GoJson {
  private GoJson() {}

  static void append(StringBuilder out, JsonNode value) {
    switch (value.getNodeType()) {
      case STRING -> appendString(out, value.textValue());
      case NUMBER -> appendNumber(out, value);
      case OBJECT -> {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, JsonNode> member : value.properties()) {
          out.append(separator);
          appendString(out, member.getKey());
          append(out.append(':'), member.getValue());
          separator = ",";
        }
        out.append('}');
      }
      case ARRAY -> {
        out.append('[');
        String separator = "";
        for (JsonNode item : value) {
          append(out.append(separator), item);
          separator = ",";
        }
        out.append(']');
      }
      case BOOLEAN -> out.append(value.booleanValue());
      case NULL, MISSING, BINARY, POJO -> out.append("null");
    }
  }

  static void appendString(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '<', '>', '&', '\u2028', '\u2029' -> appendEscaped(out, c);
        default -> {
          if (c < ' ') {
            appendEscaped(out, c);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static void appendEscaped(StringBuilder out, char c) {
    out.append("\\u").append(String.format("%04x", (int) c));
  }

  private static void appendNumber(StringBuilder out, JsonNode number) {
    double value = number.doubleValue();
    if (!number.isIntegralNumber() && value == Math.rint(value) && Math.abs(value) < 1e15) {
      out.append((long) value);
    } else {
      out.append(number.asText());
    }
  }
}
