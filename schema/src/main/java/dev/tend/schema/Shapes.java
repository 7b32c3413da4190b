package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The shapes of a store's definitions, each made when it is first asked for. */
final class Shapes {
  private static final Shape ANY = new Shape.Any();
  private static final Shape RAW = new Shape.Struct(Map.of(), Set.of(), true);
  private static final ArrayNode QUANTITY =
      JsonNodeFactory.instance.arrayNode().add("string").add("number");
  private static final ArrayNode INT_OR_STRING =
      JsonNodeFactory.instance.arrayNode().add("integer").add("string");

  private final DefinitionStore store;
  private final Map<String, Shape> known = new ConcurrentHashMap<>();

  Shapes(DefinitionStore store) {
    this.store = store;
  }

  Shape of(String definition) {
    Shape shape = known.get(definition);
    if (shape == null) {
      shape = make(definition);
      known.put(definition, shape);
    }
    return shape;
  }

  private Shape make(String definition) {
    if (definition.equals(FieldSchemas.QUANTITY)) {
      return new Shape.Scalar(QUANTITY, MissingNode.getInstance(), Set.of(), "quantity");
    } else if (FieldSchemas.RAW.contains(definition)) {
      return RAW;
    }
    ObjectNode schema = store.definition(definition);
    if (LabelRules.concern(definition)) {
      schema = schema.deepCopy();
      LabelRules.addTo(schema, definition);
    }
    return of(schema);
  }

  private Shape of(JsonNode schema) {
    JsonNode reference = schema.path("$ref");
    if (reference.isTextual()) {
      return new Shape.Reference(this, DefinitionStore.nameIn(reference.asText()));
    }
    if (schema.path("format").asText().equals("int-or-string")
        || schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return new Shape.Scalar(INT_OR_STRING, MissingNode.getInstance(), Set.of(), "");
    }
    return switch (schema.path("type").asText()) {
      case "array" -> list(schema);
      case "object" -> object(schema);
      case "" -> schema.has("properties") ? object(schema) : ANY;
      default -> scalar(schema);
    };
  }

  private Shape object(JsonNode schema) {
    JsonNode values = schema.path("additionalProperties");
    if (!schema.has("properties") && (values.isObject() || values.asBoolean())) {
      return new Shape.Mapping(
          values.isObject() ? of(values) : ANY,
          schema.path("propertyNames").path("format").asText());
    }
    Map<String, Shape> fields = new HashMap<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      fields.put(property.getKey(), of(property.getValue()));
    }
    Set<String> required = new LinkedHashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    return new Shape.Struct(
        fields, required, schema.path("x-kubernetes-preserve-unknown-fields").asBoolean());
  }

  private Shape list(JsonNode schema) {
    String type = schema.path("x-kubernetes-list-type").asText();
    JsonNode items = schema.path("items");
    Map<String, String> keys = new LinkedHashMap<>();
    if (type.equals("map")) {
      JsonNode reference = items.path("$ref");
      JsonNode definition =
          reference.isTextual()
              ? store.definition(DefinitionStore.nameIn(reference.asText()))
              : items;
      for (JsonNode key : schema.path("x-kubernetes-list-map-keys")) {
        JsonNode property = definition.path("properties").path(key.asText());
        keys.put(key.asText(), property.path("default").asText(""));
      }
    }
    return new Shape.Listing(
        items.isObject() ? of(items) : ANY, type.equals("map") || type.equals("set"), keys);
  }

  private static Shape scalar(JsonNode schema) {
    Set<String> allowed = new LinkedHashSet<>();
    schema.path("enum").forEach(value -> allowed.add(value.asText()));
    return new Shape.Scalar(
        TextNode.valueOf(schema.path("type").asText()),
        schema.path("enum"),
        allowed,
        schema.path("format").asText());
  }
}
