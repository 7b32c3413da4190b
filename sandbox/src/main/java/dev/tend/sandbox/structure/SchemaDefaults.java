package dev.tend.sandbox.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.FieldSchema;

/** Fills the defaults that a custom resource's schema declares. */
public final class SchemaDefaults {
  private SchemaDefaults() {}

  public static void fill(ObjectNode object, FieldSchema schema) {
    if (schema instanceof FieldSchema.Struct struct) {
      for (String name : struct.fieldNames()) {
        if (!name.equals("metadata") && !name.equals("apiVersion") && !name.equals("kind")) {
          field(object, name, struct);
        }
      }
    }
  }

  private static void walk(JsonNode node, FieldSchema schema) {
    switch (schema) {
      case FieldSchema.Struct struct -> {
        if (node instanceof ObjectNode object) {
          struct.fieldNames().forEach(name -> field(object, name, struct));
        }
      }
      case FieldSchema.MapOf map -> {
        if (node.isObject()) {
          node.forEach(value -> walk(value, map.values()));
        }
      }
      case FieldSchema.ListOf list -> {
        if (node.isArray()) {
          node.forEach(item -> walk(item, list.items()));
        }
      }
      case FieldSchema.Scalar ignored -> {}
      case FieldSchema.Any ignored -> {}
    }
  }

  private static void field(ObjectNode object, String name, FieldSchema.Struct struct) {
    FieldSchema schema = struct.field(name).orElse(FieldSchema.Any.INSTANCE);
    JsonNode value = object.get(name);
    boolean unwantedNull = value != null && value.isNull() && !schema.facts().nullable();
    if (value == null || unwantedNull) {
      schema
          .facts()
          .defaultValue()
          .filter(standard -> !standard.isNull())
          .ifPresent(standard -> object.set(name, standard.deepCopy()));
    }
    JsonNode filled = object.get(name);
    if (filled != null) {
      walk(filled, schema);
    }
  }
}
