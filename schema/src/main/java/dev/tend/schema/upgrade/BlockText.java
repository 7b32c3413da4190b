package dev.tend.schema.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.YamlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes fields in block style. What stood elsewhere before is taken over as it was written,
 * comments and all.
 *
 * @param moved the lines of a value that is moved, without indent
 */
record BlockText(Function<JsonNode, Optional<List<String>>> moved) {

  /** The lines of a field, without indent. */
  List<String> field(String name, JsonNode value) {
    List<String> lines = new ArrayList<>();
    Optional<List<String>> known = value.isEmpty() ? Optional.empty() : moved.apply(value);
    if (known.isPresent()) {
      lines.add(key(name));
      known.get().forEach(line -> lines.add(line.isEmpty() ? "" : "  " + line));
    } else if (value instanceof ObjectNode object && !object.isEmpty()) {
      lines.add(key(name));
      mapping(object).forEach(line -> lines.add(line.isEmpty() ? "" : "  " + line));
    } else if (value instanceof ArrayNode list && !list.isEmpty()) {
      lines.add(key(name));
      list.forEach(item -> lines.addAll(item(item)));
    } else {
      return YamlWriter.write(single(name, value)).lines().toList();
    }
    return lines;
  }

  private List<String> mapping(ObjectNode object) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      lines.addAll(field(entry.getKey(), entry.getValue()));
    }
    return lines;
  }

  private List<String> item(JsonNode item) {
    List<String> content =
        item instanceof ObjectNode object && !object.isEmpty()
            ? mapping(object)
            : YamlWriter.write(item).lines().toList();
    List<String> lines = new ArrayList<>();
    for (String line : content) {
      lines.add(lines.isEmpty() ? "- " + line : line.isEmpty() ? "" : "  " + line);
    }
    return lines;
  }

  private static String key(String name) {
    String line = YamlWriter.write(single(name, JsonNodeFactory.instance.numberNode(0)));
    return line.substring(0, line.lastIndexOf(':') + 1);
  }

  private static ObjectNode single(String name, JsonNode value) {
    return JsonNodeFactory.instance.objectNode().set(name, value);
  }
}
