package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** A map whose type of values is looked at when it is first asked for. */
final class MapView implements FieldSchema.MapOf {
  private final JsonNode schema;
  private final Facts facts;
  private final Once<FieldSchema> values;

  MapView(FieldSchemas schemas, JsonNode schema, Facts facts) {
    this.schema = schema;
    this.facts = facts;
    this.values = new Once<>(() -> schemas.below(schema, "additionalProperties"));
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public FieldSchema values() {
    return values.get();
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
