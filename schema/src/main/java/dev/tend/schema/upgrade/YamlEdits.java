package dev.tend.schema.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.YamlWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Turns the text of one document into that of a changed one: only what changes is written anew;
 * comments, quotes and layout of all else stay.
 */
final class YamlEdits {
  private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)(#(?:\\s.*)?)$");
  private static final Pattern BLOCK_SCALAR = Pattern.compile("(?m):\\s+[|>][-+0-9]*\\s*$");

  /** A piece of the text that is replaced; nothing is, where it is empty. */
  private record Edit(int from, int to, String text, int order) {}

  private final SourceNodes source;
  private final Map<JsonNode, Node> removed = new HashMap<>();
  private final List<Edit> edits = new ArrayList<>();
  private final BlockText blocks;

  /** What was taken over as it was written. */
  private final StringBuilder taken = new StringBuilder();

  private YamlEdits(SourceNodes source) {
    this.source = source;
    this.blocks = new BlockText(this::moved);
  }

  /**
   * The changed text; empty where the text can't be read.
   *
   * @param text of one document
   */
  static Optional<String> apply(String text, JsonNode before, JsonNode after) {
    return SourceNodes.of(text)
        .map(
            source -> {
              YamlEdits edits = new YamlEdits(source);
              edits.collectRemoved(source.root(), before, after);
              edits.edit(source.root(), before, after);
              return edits.result();
            });
  }

  private Optional<List<String>> moved(JsonNode value) {
    Optional<List<String>> lines = Optional.ofNullable(removed.get(value)).flatMap(source::block);
    lines.ifPresent(text -> taken.append(String.join("\n", text)));
    return lines;
  }

  private void collectRemoved(Node node, JsonNode before, JsonNode after) {
    if (node instanceof MappingNode mapping && before.isObject()) {
      for (Map.Entry<String, JsonNode> field : before.properties()) {
        SourceNodes.entry(mapping, field.getKey())
            .ifPresent(
                tuple -> {
                  if (!after.has(field.getKey())) {
                    removed.put(field.getValue(), tuple.getValueNode());
                  }
                  collectRemoved(
                      tuple.getValueNode(), field.getValue(), after.path(field.getKey()));
                });
      }
    } else if (node instanceof SequenceNode list && before.size() == list.getValue().size()) {
      for (int i = 0; i < before.size(); i++) {
        collectRemoved(list.getValue().get(i), before.path(i), after.path(i));
      }
    }
  }

  private void edit(Node node, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (node instanceof MappingNode mapping
        && before instanceof ObjectNode old
        && after instanceof ObjectNode now) {
      mapping(mapping, old, now);
    } else if (node instanceof SequenceNode list
        && before instanceof ArrayNode old
        && after instanceof ArrayNode now
        && old.size() == now.size()
        && list.getValue().size() == now.size()) {
      for (int i = 0; i < now.size(); i++) {
        edit(list.getValue().get(i), old.path(i), now.path(i));
      }
    } else {
      int start = source.start(node);
      add(start, source.end(node), scalar(after, source.text().charAt(start)));
    }
  }

  /** In the quotes that the old value had. */
  private static String scalar(JsonNode value, char first) {
    if (first == '"') {
      return value.toString();
    }
    return first == '\'' && value.isTextual()
        ? "'" + value.asText().replace("'", "''") + "'"
        : flow(value);
  }

  private void mapping(MappingNode node, ObjectNode before, ObjectNode after) {
    Map<String, NodeTuple> gone = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : before.properties()) {
      Optional<NodeTuple> entry = SourceNodes.entry(node, field.getKey());
      if (entry.isPresent() && after.has(field.getKey())) {
        edit(entry.get().getValueNode(), field.getValue(), after.path(field.getKey()));
      } else if (entry.isPresent()) {
        gone.put(field.getKey(), entry.get());
      }
    }
    List<String> come = new ArrayList<>();
    after.fieldNames().forEachRemaining(name -> come.add(name));
    come.removeIf(before::has);
    rename(before, after, gone, come);
    if (!gone.isEmpty() && !come.isEmpty()) {
      Map.Entry<String, NodeTuple> place = gone.entrySet().iterator().next();
      replace(node, place.getValue(), after, come);
      gone.remove(place.getKey());
    } else if (!come.isEmpty()) {
      insert(node, after, come);
    }
    gone.values().forEach(entry -> remove(node, entry));
  }

  /** What keeps its value, or is the only one that comes where one goes, keeps its place. */
  private void rename(
      ObjectNode before, ObjectNode after, Map<String, NodeTuple> gone, List<String> come) {
    for (String name : List.copyOf(come)) {
      Optional<Map.Entry<String, NodeTuple>> same =
          gone.entrySet().stream()
              .filter(old -> before.path(old.getKey()).equals(after.path(name)))
              .findFirst();
      if (same.isPresent()) {
        rename(same.get().getValue(), name);
        gone.remove(same.get().getKey());
        come.remove(name);
      }
    }
    if (gone.size() == 1 && come.size() == 1) {
      Map.Entry<String, NodeTuple> old = gone.entrySet().iterator().next();
      JsonNode value = before.path(old.getKey());
      String name = come.getFirst();
      if (value.isObject() && after.path(name).isObject()) {
        NodeTuple entry = old.getValue();
        rename(entry, name);
        edit(entry.getValueNode(), value, after.path(name));
        gone.clear();
        come.clear();
      }
    }
  }

  private void rename(NodeTuple entry, String name) {
    Node key = entry.getKeyNode();
    boolean quoted = source.text().charAt(source.start(key)) == '"';
    add(source.start(key), source.end(key), quoted ? text(name) : name);
  }

  private void replace(MappingNode node, NodeTuple place, ObjectNode after, List<String> names) {
    int from = source.start(place.getKeyNode());
    int to = Math.max(source.end(place.getKeyNode()), source.end(place.getValueNode()));
    add(from, to, fields(node, after, names));
  }

  private void insert(MappingNode node, ObjectNode after, List<String> names) {
    if (node.getValue().isEmpty()) {
      add(source.start(node), source.end(node), flow(after));
      return;
    }
    List<String> order = new ArrayList<>();
    after.fieldNames().forEachRemaining(order::add);
    for (String name : names) {
      NodeTuple previous = null;
      for (int i = order.indexOf(name) - 1; i >= 0 && previous == null; i--) {
        previous = SourceNodes.entry(node, order.get(i)).orElse(null);
      }
      String text = fields(node, after, List.of(name));
      boolean block = SourceNodes.isBlock(node);
      if (previous == null) {
        NodeTuple first = node.getValue().getFirst();
        int at = source.start(first.getKeyNode());
        add(at, at, text + (block ? "\n" + indent(node) : ", "));
      } else {
        int end = Math.max(source.end(previous.getKeyNode()), source.end(previous.getValueNode()));
        int at = block ? source.lineEnd(end) : end;
        add(at, at, (block ? "\n" + indent(node) : ", ") + text);
      }
    }
  }

  private void remove(MappingNode node, NodeTuple entry) {
    int from = source.start(entry.getKeyNode());
    int to = Math.max(source.end(entry.getKeyNode()), source.end(entry.getValueNode()));
    List<NodeTuple> all = node.getValue();
    int index = all.indexOf(entry);
    boolean last = index == all.size() - 1;
    if (!SourceNodes.isBlock(node)) {
      if (!last) {
        to = source.start(all.get(index + 1).getKeyNode());
      } else if (index > 0) {
        from = source.end(all.get(index - 1).getValueNode());
      }
      add(from, to, "");
      return;
    }
    List<String> comments = comments(from, source.lineEnd(to));
    if (!source.beginsLine(from)) {
      add(from, last ? to : source.start(all.get(index + 1).getKeyNode()), last ? "{}" : "");
    } else if (comments.isEmpty()) {
      int end = source.lineEnd(to);
      int next = source.text().indexOf('\n', end);
      add(source.lineStart(from), next < 0 ? source.text().length() : next + 1, "");
    } else {
      add(from, source.lineEnd(to), String.join("\n" + indent(node), comments));
    }
  }

  /** Those of a piece of the text that didn't move with what they stand at. */
  private List<String> comments(int from, int to) {
    List<String> comments = new ArrayList<>();
    String piece = source.text().substring(from, to);
    if (BLOCK_SCALAR.matcher(piece).find()) {
      return comments; // What looks like a comment may be text.
    }
    for (String line : piece.lines().toList()) {
      Matcher comment = COMMENT.matcher(line);
      if (comment.find() && taken.indexOf(comment.group(1)) < 0) {
        comments.add(comment.group(1));
      }
    }
    return comments;
  }

  /** Fields as they go into this mapping; the first line begins where it is put. */
  private String fields(MappingNode node, ObjectNode after, List<String> names) {
    List<String> lines = new ArrayList<>();
    if (SourceNodes.isBlock(node)) {
      names.forEach(name -> lines.addAll(blocks.field(name, after.path(name))));
      return String.join("\n" + indent(node), lines).replaceAll("(?m)^ +$", "");
    }
    boolean quoted =
        source.text().charAt(source.start(node.getValue().getFirst().getKeyNode())) == '"';
    names.forEach(
        name -> lines.add((quoted ? text(name) : name) + ": " + flow(after.path(name), quoted)));
    return String.join(", ", lines);
  }

  private String indent(MappingNode node) {
    return " ".repeat(source.column(node.getValue().getFirst().getKeyNode()));
  }

  private static String text(String value) {
    return JsonNodeFactory.instance.textNode(value).toString();
  }

  private static String flow(JsonNode value) {
    return flow(value, false);
  }

  private static String flow(JsonNode value, boolean json) {
    if (json) {
      return value.toString();
    }
    if (value.isObject()) {
      List<String> fields = new ArrayList<>();
      value
          .properties()
          .forEach(field -> fields.add(field.getKey() + ": " + flow(field.getValue(), false)));
      return "{" + String.join(", ", fields) + "}";
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(flow(item, false)));
      return "[" + String.join(", ", items) + "]";
    }
    if (value.isTextual() && !value.asText().matches("[A-Za-z][A-Za-z0-9./_-]*")) {
      return value.toString();
    }
    return YamlWriter.write(value).strip();
  }

  private void add(int from, int to, String text) {
    edits.add(new Edit(from, to, text, edits.size()));
  }

  private String result() {
    StringBuilder text = new StringBuilder(source.text());
    edits.stream()
        .sorted(Comparator.comparing(Edit::from).thenComparing(Edit::order).reversed())
        .forEach(edit -> text.replace(edit.from(), edit.to(), edit.text()));
    return text.toString();
  }
}
