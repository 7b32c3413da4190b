package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** A map whose type of values is looked at when asked for. */
record MapView(FieldSchemas schemas, JsonNode schema, Facts facts) implements FieldSchema.MapOf {
  @Override
  public FieldSchema values() {
    JsonNode values = schema.path("additionalProperties");
    return values.isObject() ? schemas.of(values, "", "") : Any.INSTANCE;
  }

  @Override
  public boolean atomic() {
    return schema.path("x-kubernetes-map-type").asText().equals("atomic");
  }

  @Override
  public String toString() {
    return "MapOf[" + values() + "]";
  }
}
