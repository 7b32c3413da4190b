package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds an object of a built-in kind against its shape. It says what a JSON Schema validator would
 * say, without the time that one takes to get ready.
 */
final class ShapeCheck {
  private final List<Object> steps = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private ShapeCheck() {}

  static List<Fault> check(JsonNode object, Shape shape) {
    ShapeCheck check = new ShapeCheck();
    check.value(object, shape);
    return check.faults;
  }

  private void value(JsonNode value, Shape shape) {
    switch (shape) {
      case Shape.Any ignored -> {}
      case Shape.Reference(Shapes shapes, String definition) -> value(value, shapes.of(definition));
      case Shape.Struct struct -> struct(value, struct);
      case Shape.Mapping mapping -> mapping(value, mapping);
      case Shape.Listing listing -> listing(value, listing);
      case Shape.Scalar scalar -> scalar(value, scalar);
    }
  }

  private void within(Object step, JsonNode value, Shape shape) {
    steps.add(step);
    value(value, shape);
    steps.removeLast();
  }

  private void struct(JsonNode value, Shape.Struct struct) {
    if (!value.isObject()) {
      add("type", "", value, TextNode.valueOf("object"));
      return;
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      Shape field = struct.fields().get(entry.getKey());
      if (field != null) {
        within(entry.getKey(), entry.getValue(), field);
      } else if (!struct.open()) {
        add("additionalProperties", entry.getKey(), value, BooleanNode.FALSE);
      }
    }
    for (String name : struct.required()) {
      if (!value.has(name)) {
        add("required", name, value, TextNode.valueOf(name));
      }
    }
  }

  private void mapping(JsonNode value, Shape.Mapping mapping) {
    if (!value.isObject()) {
      add("type", "", value, TextNode.valueOf("object"));
      return;
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!mapping.keyFormat().isEmpty()
          && !ValueFormats.accepts(mapping.keyFormat(), TextNode.valueOf(entry.getKey()))) {
        add(
            "propertyNames",
            entry.getKey(),
            value,
            JsonNodeFactory.instance.objectNode().put("format", mapping.keyFormat()));
      }
      within(entry.getKey(), entry.getValue(), mapping.values());
    }
  }

  private void listing(JsonNode value, Shape.Listing listing) {
    if (!value.isArray()) {
      add("type", "", value, TextNode.valueOf("array"));
      return;
    }
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < value.size(); i++) {
      within(i, value.get(i), listing.items());
      if (listing.unique() && value.size() > 1) {
        Optional<Object> identity = identity(value.get(i), listing.keys());
        if (identity.isPresent() && !seen.add(identity.get())) {
          steps.add(i);
          String keys = String.join(" and ", listing.keys().keySet());
          add(UniqueKeys.KEYWORD, keys, value.get(i), BooleanNode.TRUE);
          steps.removeLast();
        }
      }
    }
  }

  private static Optional<Object> identity(JsonNode item, Map<String, String> keys) {
    if (keys.isEmpty()) {
      return Optional.of(item);
    }
    List<String> values = new ArrayList<>(keys.size());
    boolean told = false;
    for (Map.Entry<String, String> key : keys.entrySet()) {
      told |= item.has(key.getKey());
      values.add(item.path(key.getKey()).asText(key.getValue()));
    }
    return told ? Optional.of(values) : Optional.empty();
  }

  private void scalar(JsonNode value, Shape.Scalar scalar) {
    if (!hasType(value, scalar.types())) {
      add("type", "", value, scalar.types());
    } else if (!scalar.allowedTexts().isEmpty()
        && !scalar.allowedTexts().contains(value.asText())) {
      add("enum", "", value, scalar.allowed());
    } else if (!scalar.format().isEmpty() && !ValueFormats.accepts(scalar.format(), value)) {
      add("format", "", value, TextNode.valueOf(scalar.format()));
    }
  }

  private static boolean hasType(JsonNode value, JsonNode types) {
    if (types.isTextual()) {
      return hasType(value, types.asText());
    }
    for (JsonNode type : types) {
      if (hasType(value, type.asText())) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasType(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isNumber() && value.canConvertToExactIntegral();
      case "number" -> value.isNumber();
      default -> true;
    };
  }

  private void add(String keyword, String subject, JsonNode value, JsonNode wanted) {
    faults.add(new Fault(keyword, List.copyOf(steps), subject, value, wanted, Optional.empty()));
  }
}
