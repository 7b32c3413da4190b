package dev.tend.schema.upgrade;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The nodes of one YAML document, and where in its text they stand. */
record SourceNodes(String text, Node root) {

  /** Empty where the text isn't one readable document. */
  static Optional<SourceNodes> of(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(Integer.MAX_VALUE)
            .setMaxAliasesForCollections(Integer.MAX_VALUE)
            .build();
    try {
      ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, text));
      return new Composer(settings, parser)
          .getSingleNode()
          .map(root -> new SourceNodes(text, root));
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
  }

  static boolean isBlock(Node node) {
    return node instanceof CollectionNode<?> collection
        && collection.getFlowStyle() == FlowStyle.BLOCK;
  }

  static Optional<NodeTuple> entry(MappingNode mapping, String name) {
    return mapping.getValue().stream()
        .filter(
            tuple -> tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name))
        .findFirst();
  }

  int start(Node node) {
    return offset(node.getStartMark().orElseThrow());
  }

  /** Column of the first character, from 0. */
  int column(Node node) {
    return node.getStartMark().orElseThrow().getColumn();
  }

  /** Behind the last character, not counting what only ends lines. */
  int end(Node node) {
    return switch (node) {
      case MappingNode mapping when isBlock(mapping) && !mapping.getValue().isEmpty() ->
          end(mapping.getValue().getLast().getValueNode());
      case SequenceNode list when isBlock(list) && !list.getValue().isEmpty() ->
          end(list.getValue().getLast());
      default -> trimmed(offset(node.getEndMark().orElseThrow()), start(node));
    };
  }

  private int trimmed(int end, int start) {
    int trimmed = Math.min(end, text.length());
    while (trimmed > start && Character.isWhitespace(text.charAt(trimmed - 1))) {
      trimmed--;
    }
    return trimmed;
  }

  /** The end of the line that holds this place, before its line break. */
  int lineEnd(int offset) {
    int end = text.indexOf('\n', offset);
    return end < 0 ? text.length() : end > offset && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  int lineStart(int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Whether nothing but blanks stands before this place on its line. */
  boolean beginsLine(int offset) {
    return text.substring(lineStart(offset), offset).isBlank();
  }

  /** The lines of a block, without the indent of its first one; empty for what isn't a block. */
  Optional<List<String>> block(Node node) {
    if (!isBlock(node) || node.getAnchor().isPresent()) {
      return Optional.empty();
    }
    int column = column(node);
    String lines = " ".repeat(column) + text.substring(start(node), lineEnd(end(node)));
    return Optional.of(
        lines
            .lines()
            .map(line -> line.substring(Math.min(column, indent(line))))
            .map(String::stripTrailing)
            .toList());
  }

  private static int indent(String line) {
    int blanks = 0;
    while (blanks < line.length() && line.charAt(blanks) == ' ') {
      blanks++;
    }
    return blanks;
  }

  private int offset(Mark mark) {
    int line = 0;
    for (int i = 0; i < mark.getLine(); i++) {
      int next = text.indexOf('\n', line);
      if (next < 0) {
        return text.length();
      }
      line = next + 1;
    }
    return text.offsetByCodePoints(line, Math.min(mark.getColumn(), text.length() - line));
  }
}
