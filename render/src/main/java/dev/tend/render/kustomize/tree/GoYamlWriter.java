package dev.tend.render.kustomize.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Writes objects byte for byte as kustomize and kubectl do: long lines are folded after 80 columns,
 * and text is quoted only where it must be. Fields are written in the order that they have.
 */
public final class GoYamlWriter {
  private static final int WIDTH = 80;
  private static final int LONGEST_SIMPLE_KEY = 128;

  private final StringBuilder out = new StringBuilder();
  private int lineStart;

  private GoYamlWriter() {}

  /** One document, ending in a newline. */
  public static String write(JsonNode node) {
    GoYamlWriter writer = new GoYamlWriter();
    writer.node(node, 0, 0, true);
    return writer.out.toString();
  }

  /**
   * @param indent of the node's keys or dashes
   * @param inner of the lines that a scalar goes on in
   * @param started whether the line already stands where the node begins
   */
  private void node(JsonNode node, int indent, int inner, boolean started) {
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      mapping(object, indent, started);
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      sequence(array, indent, started);
    } else {
      scalar(node, inner);
      newline(0);
    }
  }

  private void mapping(ObjectNode object, int indent, boolean started) {
    boolean first = started;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!first) {
        spaces(indent);
      }
      first = false;
      key(field.getKey(), indent);
      out.append(':');
      JsonNode value = field.getValue();
      boolean nested = value.isContainerNode() && !value.isEmpty();
      if (nested) {
        newline(0);
        node(value, value.isObject() ? indent + 2 : indent, indent + 2, false);
      } else {
        out.append(' ');
        node(value, indent, indent + 2, true);
      }
    }
  }

  private void key(String text, int indent) {
    ScalarText key = new ScalarText(text);
    if (text.length() <= LONGEST_SIMPLE_KEY && text.indexOf('\n') < 0) {
      write(key, key.style(true), indent, false);
      return;
    }
    out.append("? ");
    write(key, key.style(false), indent + 2, true);
    newline(indent);
  }

  private void sequence(ArrayNode array, int indent, boolean started) {
    boolean first = started;
    for (JsonNode item : array) {
      if (!first) {
        spaces(indent);
      }
      first = false;
      out.append("- ");
      node(item, indent + 2, indent + 2, true);
    }
  }

  private void scalar(JsonNode node, int indent) {
    switch (node.getNodeType()) {
      case OBJECT -> out.append("{}");
      case ARRAY -> out.append("[]");
      case NULL, MISSING -> out.append("null");
      case BOOLEAN -> out.append(node.booleanValue());
      case NUMBER ->
          out.append(node.isIntegralNumber() ? node.asText() : GoFloat.text(node.doubleValue()));
      case STRING, BINARY, POJO -> {
        ScalarText text = new ScalarText(node.asText());
        write(text, text.style(false), indent, true);
      }
    }
  }

  private void write(ScalarText text, ScalarText.Style style, int indent, boolean folds) {
    switch (style) {
      case PLAIN -> plain(text.text(), indent, folds, false);
      case SINGLE_QUOTED -> {
        out.append('\'');
        plain(text.text(), indent, folds, true);
        out.append('\'');
      }
      case DOUBLE_QUOTED -> doubleQuoted(text.text(), indent, folds);
      case LITERAL -> literal(text.text(), indent);
    }
  }

  private void plain(String text, int indent, boolean folds, boolean quoted) {
    boolean spaces = false;
    int last = text.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = text.charAt(i);
      if (c != ' ') {
        out.append(quoted && c == '\'' ? "''" : String.valueOf(c));
        spaces = false;
        continue;
      }
      boolean inside = !quoted || i > 0 && i < last;
      boolean alone = i < last && text.charAt(i + 1) != ' ';
      if (folds && !spaces && column() > WIDTH && inside && alone) {
        newline(indent);
      } else {
        out.append(' ');
      }
      spaces = true;
    }
  }

  private void doubleQuoted(String text, int indent, boolean folds) {
    out.append('"');
    boolean spaces = false;
    int last = text.length() - 1;
    for (int i = 0; i <= last; i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c != ' ') {
        ScalarText.escape(out, c);
        spaces = false;
        continue;
      }
      if (folds && !spaces && column() > WIDTH && i > 0 && i < last) {
        newline(indent);
        if (text.charAt(i + 1) == ' ') {
          out.append('\\');
        }
      } else {
        out.append(' ');
      }
      spaces = true;
    }
    out.append('"');
  }

  private void literal(String text, int indent) {
    out.append('|');
    char first = text.charAt(0);
    out.append(first == ' ' || first == '\n' ? "2" : "");
    boolean ends = text.endsWith("\n");
    out.append(!ends ? "-" : text.equals("\n") || text.endsWith("\n\n") ? "+" : "");
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int stop = end < 0 ? text.length() : end;
      newline(stop > start ? indent : 0);
      out.append(text, start, stop);
      start = stop + 1;
    }
  }

  private int column() {
    return out.codePointCount(lineStart, out.length());
  }

  private void newline(int indent) {
    out.append('\n');
    lineStart = out.length();
    spaces(indent);
  }

  private void spaces(int count) {
    for (int i = 0; i < count; i++) {
      out.append(' ');
    }
  }
}
