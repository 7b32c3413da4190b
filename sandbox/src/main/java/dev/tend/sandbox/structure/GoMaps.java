package dev.tend.sandbox.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Trees as Go prints its maps: {@code map[spec:map[replicas:2]]}. */
public final class GoMaps {
  private GoMaps() {}

  public static String show(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return "<nil>";
    }
    List<String> parts = new ArrayList<>();
    if (node.isObject()) {
      TreeMap<String, JsonNode> sorted = new TreeMap<>();
      node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
      sorted.forEach((key, value) -> parts.add(key + ":" + show(value)));
      return "map[" + String.join(" ", parts) + "]";
    }
    if (node.isArray()) {
      node.forEach(item -> parts.add(show(item)));
      return "[" + String.join(" ", parts) + "]";
    }
    return node.asText();
  }
}
