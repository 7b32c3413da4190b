package dev.tend.schema.references;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether labels are selected. */
final class Selection {
  private Selection() {}

  /** By a map of labels. */
  static boolean byLabels(JsonNode selector, JsonNode labels) {
    for (Map.Entry<String, JsonNode> wanted : selector.properties()) {
      if (!labels.has(wanted.getKey())
          || !labels.path(wanted.getKey()).asText().equals(wanted.getValue().asText())) {
        return false;
      }
    }
    return true;
  }

  /** By matchLabels and matchExpressions. */
  static boolean by(JsonNode selector, JsonNode labels) {
    if (!byLabels(selector.path("matchLabels"), labels)) {
      return false;
    }
    for (JsonNode requirement : selector.path("matchExpressions")) {
      String key = requirement.path("key").asText();
      List<String> values = new ArrayList<>();
      requirement.path("values").forEach(value -> values.add(value.asText()));
      boolean in = labels.has(key) && values.contains(labels.path(key).asText());
      boolean met =
          switch (requirement.path("operator").asText()) {
            case "In" -> in;
            case "NotIn" -> !in;
            case "Exists" -> labels.has(key);
            default -> !labels.has(key);
          };
      if (!met) {
        return false;
      }
    }
    return true;
  }
}
