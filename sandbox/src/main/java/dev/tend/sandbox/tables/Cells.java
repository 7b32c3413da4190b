package dev.tend.sandbox.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Texts that many kinds' cells share. */
final class Cells {
  static final String NONE = "<none>";
  static final String UNSET = "<unset>";
  static final String UNKNOWN = "<unknown>";

  private Cells() {}

  static String name(ObjectNode object) {
    return Meta.name(object);
  }

  static String age(ObjectNode object, Instant now) {
    return since(object.path("metadata").path("creationTimestamp"), now);
  }

  /** How long ago, or that nobody knows. */
  static String since(JsonNode time, Instant now) {
    try {
      return time.asText("").isEmpty()
          ? UNKNOWN
          : Ages.human(Duration.between(Instant.parse(time.asText()), now));
    } catch (DateTimeParseException e) {
      return UNKNOWN;
    }
  }

  /** Its text, or that there is none. */
  static String orNone(JsonNode node) {
    return orElse(node, NONE);
  }

  static String orElse(JsonNode node, String otherwise) {
    String text = node.asText("");
    return text.isEmpty() ? otherwise : text;
  }

  static String joined(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return String.join(",", texts);
  }

  /** {@code app=web,tier=front}. */
  static String labels(JsonNode map) {
    if (map.isEmpty()) {
      return NONE;
    }
    List<String> pairs = new ArrayList<>();
    map.properties().forEach(entry -> pairs.add(entry.getKey() + "=" + entry.getValue().asText()));
    pairs.sort(null);
    return String.join(",", pairs);
  }

  /** A selector of a spec, in the short form. */
  static String selector(JsonNode selector) {
    List<String> parts = new ArrayList<>();
    if (!selector.path("matchLabels").isEmpty()) {
      parts.add(labels(selector.path("matchLabels")));
    }
    for (JsonNode expression : selector.path("matchExpressions")) {
      String key = expression.path("key").asText();
      List<String> values = new ArrayList<>();
      expression.path("values").forEach(value -> values.add(value.asText()));
      values.sort(null);
      String list = "(" + String.join(",", values) + ")";
      parts.add(
          switch (expression.path("operator").asText()) {
            case "Exists" -> key;
            case "DoesNotExist" -> "!" + key;
            case "NotIn" -> key + " notin " + list;
            default -> key + " in " + list;
          });
    }
    return parts.isEmpty() ? NONE : String.join(",", parts);
  }

  static String containerNames(JsonNode podSpec) {
    return containers(podSpec, "name");
  }

  static String images(JsonNode podSpec) {
    return containers(podSpec, "image");
  }

  private static String containers(JsonNode podSpec, String field) {
    List<String> texts = new ArrayList<>();
    podSpec.path("containers").forEach(one -> texts.add(one.path(field).asText()));
    return String.join(",", texts);
  }
}
