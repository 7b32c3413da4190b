package dev.tend.render.kustomize.transform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.manifest.YamlWriter;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.PlainScalar;
import dev.tend.render.kustomize.tree.ScalarNode;
import dev.tend.render.kustomize.tree.Tag;
import java.util.Locale;

/** Writes YAML whose keys keep their order and whose scalars keep their quotes. */
final class EmbeddedYaml {
  private EmbeddedYaml() {}

  static String write(Node node) {
    StringBuilder out = new StringBuilder();
    write(out, node, 0, false);
    return out.toString();
  }

  private static void write(StringBuilder out, Node node, int indent, boolean started) {
    switch (node) {
      case MapNode map when !map.isEmpty() -> {
        for (int i = 0; i < map.size(); i++) {
          out.append(i == 0 && started ? "" : " ".repeat(indent));
          out.append(scalar(ScalarNode.string(map.key(i)), 0)).append(':');
          Node value = map.value(i);
          if (value instanceof MapNode inner && !inner.isEmpty()) {
            out.append('\n');
            write(out, value, indent + 2, false);
          } else if (value instanceof ListNode list && !list.isEmpty()) {
            out.append('\n');
            write(out, value, indent, false);
          } else {
            out.append(' ');
            write(out, value, indent, true);
          }
        }
      }
      case ListNode list when !list.isEmpty() -> {
        for (int i = 0; i < list.items().size(); i++) {
          out.append(i == 0 && started ? "" : " ".repeat(indent)).append("- ");
          write(out, list.items().get(i), indent + 2, true);
        }
      }
      case MapNode ignored -> out.append("{}\n");
      case ListNode ignored -> out.append("[]\n");
      case ScalarNode scalar -> out.append(scalar(scalar, indent)).append('\n');
    }
  }

  private static String scalar(ScalarNode scalar, int indent) {
    String text = scalar.text();
    if (!scalar.isText()) {
      String said =
          text.isEmpty() || scalar.tag() == PlainScalar.resolve(text)
              ? ""
              : "!!" + word(scalar.tag()) + " ";
      return said + text;
    }
    if (scalar.quoted() && text.indexOf('\n') < 0) {
      return TextNode.valueOf(text).toString();
    }
    String written =
        YamlWriter.write(JsonNodeFactory.instance.objectNode().put("k", text)).substring(3);
    return written.strip().replace("\n", "\n" + " ".repeat(indent));
  }

  private static String word(Tag tag) {
    return switch (tag) {
      case INTEGER -> "int";
      case BOOLEAN -> "bool";
      default -> tag.name().toLowerCase(Locale.ROOT);
    };
  }
}
