package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Custom resources against the schema of their definition. */
final class CustomRules {
  private final Violations violations;

  private CustomRules(Violations violations) {
    this.violations = violations;
  }

  /**
   * @param schema an openAPIV3Schema
   */
  static void check(ObjectNode object, JsonNode schema, Violations violations) {
    CustomRules rules = new CustomRules(violations);
    rules.required("", object, schema);
    for (var property : schema.path("properties").properties()) {
      String name = property.getKey();
      if (object.has(name) && !Set.of("apiVersion", "kind", "metadata").contains(name)) {
        rules.walk(name, object.path(name), property.getValue());
      }
    }
  }

  private void walk(String path, JsonNode value, JsonNode schema) {
    if (value.isNull()) {
      if (!schema.path("nullable").asBoolean()) {
        boolean either = schema.path("x-kubernetes-int-or-string").asBoolean();
        wrongType(path, value, either ? "integer,string" : schema.path("type").asText());
      }
      return;
    }
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      if (!value.isTextual() && !value.isIntegralNumber()) {
        wrongType(path, value, "integer,string");
      }
      return;
    }
    String type = schema.path("type").asText("");
    if (!fits(value, type)) {
      wrongType(path, value, type);
      return;
    }
    allowed(path, value, schema.path("enum"));
    switch (type) {
      case "string" -> text(path, value, schema);
      case "integer", "number" -> number(path, value, schema);
      case "array" -> list(path, value, schema);
      default -> object(path, value, schema);
    }
  }

  private static boolean fits(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> true;
    };
  }

  private void wrongType(String path, JsonNode value, String type) {
    String found =
        switch (value.getNodeType()) {
          case ARRAY -> "array";
          case BOOLEAN -> "boolean";
          case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
          case OBJECT -> "object";
          case STRING -> "string";
          default -> "null";
        };
    violations.typeInvalid(
        path,
        com.fasterxml.jackson.databind.node.TextNode.valueOf(found),
        "%s in body must be of type %s: \"%s\"".formatted(path, type, found));
  }

  private void allowed(String path, JsonNode value, JsonNode values) {
    if (values.isEmpty()) {
      return;
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : values) {
      if (one.equals(value)) {
        return;
      }
      texts.add(one.asText());
    }
    violations.unsupported(path, value, texts);
  }

  private void text(String path, JsonNode value, JsonNode schema) {
    int length = value.asText().codePointCount(0, value.asText().length());
    JsonNode most = schema.path("maxLength");
    if (most.isNumber() && length > most.asInt()) {
      violations.tooLong(path, most.asInt());
    }
    JsonNode least = schema.path("minLength");
    if (least.isNumber() && length < least.asInt()) {
      violations.invalid(
          path,
          value,
          "%s in body should be at least %d chars long".formatted(path, least.asInt()));
    }
    String pattern = schema.path("pattern").asText("");
    if (!pattern.isEmpty() && !matches(pattern, value.asText())) {
      violations.invalid(path, value, "%s in body should match '%s'".formatted(path, pattern));
    }
  }

  private static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      // Go's and Java's syntax differ in corners: such a pattern binds nobody here.
      return true;
    }
  }

  private void number(String path, JsonNode value, JsonNode schema) {
    JsonNode least = schema.path("minimum");
    boolean open = schema.path("exclusiveMinimum").asBoolean();
    if (least.isNumber() && below(value, least, open)) {
      violations.invalid(
          path,
          value,
          "%s in body should be greater than %s%s"
              .formatted(path, open ? "" : "or equal to ", least.asText()));
    }
    JsonNode most = schema.path("maximum");
    boolean openTop = schema.path("exclusiveMaximum").asBoolean();
    if (most.isNumber() && below(most, value, openTop)) {
      violations.invalid(
          path,
          value,
          "%s in body should be less than %s%s"
              .formatted(path, openTop ? "" : "or equal to ", most.asText()));
    }
  }

  private static boolean below(JsonNode one, JsonNode other, boolean orEqual) {
    int compared = one.decimalValue().compareTo(other.decimalValue());
    return compared < 0 || (orEqual && compared == 0);
  }

  private void list(String path, JsonNode list, JsonNode schema) {
    JsonNode most = schema.path("maxItems");
    if (most.isNumber() && list.size() > most.asInt()) {
      violations.tooMany(path, list.size(), most.asInt());
    }
    JsonNode least = schema.path("minItems");
    if (least.isNumber() && list.size() < least.asInt()) {
      violations.invalid(
          path, list, "%s in body should have at least %d items".formatted(path, least.asInt()));
    }
    duplicates(path, list, schema);
    for (int i = 0; i < list.size(); i++) {
      walk("%s[%d]".formatted(path, i), list.get(i), schema.path("items"));
    }
  }

  private void duplicates(String path, JsonNode list, JsonNode schema) {
    String listType = schema.path("x-kubernetes-list-type").asText("");
    if (!listType.equals("map") && !listType.equals("set")) {
      return;
    }
    Set<JsonNode> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode identity = list.get(i);
      if (listType.equals("map") && identity instanceof ObjectNode item) {
        ObjectNode keys = item.objectNode();
        for (JsonNode key : schema.path("x-kubernetes-list-map-keys")) {
          keys.set(key.asText(), item.path(key.asText()));
        }
        identity = keys;
      }
      if (!seen.add(identity)) {
        violations.duplicate("%s[%d]".formatted(path, i), identity);
      }
    }
  }

  private void object(String path, JsonNode value, JsonNode schema) {
    required(path + ".", value, schema);
    JsonNode properties = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    for (var entry : value.properties()) {
      if (properties.has(entry.getKey())) {
        walk(path + "." + entry.getKey(), entry.getValue(), properties.path(entry.getKey()));
      } else if (others.isObject()) {
        walk(path + "." + entry.getKey(), entry.getValue(), others);
      }
    }
  }

  private void required(String prefix, JsonNode value, JsonNode schema) {
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        violations.required(prefix + name.asText());
      }
    }
  }
}
