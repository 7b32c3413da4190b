package dev.tend.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Writes objects as YAML, byte-stable: the same tree always gives the same text. The style is
 * kubectl's: two spaces, lists not indented below their key, literal blocks for text of several
 * lines, quotes only where some YAML reader would take the text for something else. Fields keep
 * their order, and no line is folded.
 */
public final class YamlWriter {
  private static final int LONGEST_SIMPLE_KEY = 250;

  private final StringBuilder out = new StringBuilder();

  private YamlWriter() {}

  /** One document, without a leading {@code ---}, ending in a newline. */
  public static String write(JsonNode node) {
    YamlWriter writer = new YamlWriter();
    writer.document(node);
    return writer.out.toString();
  }

  /** Several documents with {@code ---} between them; empty for none. */
  public static String writeAll(Iterable<? extends JsonNode> nodes) {
    YamlWriter writer = new YamlWriter();
    for (JsonNode node : nodes) {
      if (!writer.out.isEmpty()) {
        writer.out.append("---\n");
      }
      writer.document(node);
    }
    return writer.out.toString();
  }

  private void document(JsonNode node) {
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      mapping(object, 0, false);
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      sequence(array, 0, false);
    } else {
      ScalarStyle.write(out, node, -1);
      out.append('\n');
    }
  }

  /**
   * @param indent column of the keys
   * @param started whether the first line already stands at that column, after a dash
   */
  private void mapping(ObjectNode object, int indent, boolean started) {
    boolean first = started;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!first) {
        indent(indent);
      }
      first = false;
      String key = ScalarStyle.key(field.getKey());
      if (key.length() > LONGEST_SIMPLE_KEY) {
        out.append("? ").append(key).append('\n');
        indent(indent);
      } else {
        out.append(key);
      }
      out.append(':');
      fieldValue(field.getValue(), indent);
    }
  }

  private void fieldValue(JsonNode value, int indent) {
    if (value instanceof ObjectNode object && !object.isEmpty()) {
      out.append('\n');
      mapping(object, indent + 2, false);
    } else if (value instanceof ArrayNode array && !array.isEmpty()) {
      out.append('\n');
      sequence(array, indent, false);
    } else {
      out.append(' ');
      ScalarStyle.write(out, value, indent);
      out.append('\n');
    }
  }

  private void sequence(ArrayNode array, int indent, boolean started) {
    boolean first = started;
    for (JsonNode item : array) {
      if (!first) {
        indent(indent);
      }
      first = false;
      out.append("- ");
      if (item instanceof ObjectNode object && !object.isEmpty()) {
        mapping(object, indent + 2, true);
      } else if (item instanceof ArrayNode inner && !inner.isEmpty()) {
        sequence(inner, indent + 2, true);
      } else {
        ScalarStyle.write(out, item, indent);
        out.append('\n');
      }
    }
  }

  private void indent(int columns) {
    for (int i = 0; i < columns; i++) {
      out.append(' ');
    }
  }
}
