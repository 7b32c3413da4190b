package dev.tend.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.NearMiss;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the fields of one mapping of a tend file strictly, and notes whatever is wrong. */
final class Fields {
  private final JsonNode mapping;
  private final FieldPath path;
  private final Origin origin;
  private final List<Problem> problems;

  Fields(JsonNode mapping, FieldPath path, Origin origin, List<Problem> problems) {
    this.mapping = mapping;
    this.path = path;
    this.origin = origin;
    this.problems = problems;
  }

  /** Every other field is refused. */
  void allowOnly(List<String> names) {
    mapping
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                String near = NearMiss.hint(name, names);
                String hint = near.isEmpty() ? "Known are " + String.join(", ", names) : near;
                error("app/unknown-field", path.key(name), "Unknown field `" + name + "`", hint);
              }
            });
  }

  boolean has(String name) {
    return !value(name).isMissingNode();
  }

  Optional<String> text(String name) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isEmpty()) {
      wrongType(name, "text", value);
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  boolean flag(String name) {
    JsonNode value = value(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      wrongType(name, "true or false", value);
    }
    return value.asBoolean(false);
  }

  /** The fields of a mapping; without any where it is left out. */
  Fields mapping(String name) {
    JsonNode value = value(name);
    if (!value.isMissingNode() && !value.isObject()) {
      wrongType(name, "a mapping", value);
      return new Fields(MissingNode.getInstance(), path.key(name), origin, problems);
    }
    return new Fields(value, path.key(name), origin, problems);
  }

  /** The items of a list, each with its path; none where it is left out. */
  List<Item> items(String name) {
    JsonNode value = value(name);
    if (!value.isMissingNode() && !value.isArray()) {
      wrongType(name, "a list", value);
    }
    List<Item> items = new ArrayList<>();
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      items.add(new Item(value.get(i), path.key(name).index(i)));
    }
    return items;
  }

  /** One item of a list, and where it stands. */
  record Item(JsonNode value, FieldPath path) {}

  /** The fields of a list's item. */
  Fields of(Item item) {
    return new Fields(item.value(), item.path(), origin, problems);
  }

  JsonNode value(String name) {
    JsonNode value = mapping.path(name);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    mapping.fieldNames().forEachRemaining(names::add);
    return names;
  }

  FieldPath path() {
    return path;
  }

  Origin origin() {
    return origin;
  }

  void wrongType(String name, String wanted, JsonNode value) {
    error(
        "app/type", path.key(name), name + " must be " + wanted + ", and it is " + said(value), "");
  }

  void error(String rule, FieldPath place, String message, String hint) {
    problems.add(Problem.error(rule, origin.locate(place), place, message, hint));
  }

  private static String said(JsonNode value) {
    return switch (value) {
      case ObjectNode ignored -> "a mapping";
      case ArrayNode ignored -> "a list";
      default ->
          "the "
              + value.getNodeType().name().toLowerCase(Locale.ROOT)
              + " `"
              + value.asText()
              + "`";
    };
  }
}
