package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list whose type of items is looked at when asked for. */
record ListView(FieldSchemas schemas, JsonNode schema, Facts facts) implements FieldSchema.ListOf {
  @Override
  public FieldSchema items() {
    JsonNode items = schema.path("items");
    return items.isObject() ? schemas.of(items, "", "") : Any.INSTANCE;
  }

  @Override
  public ListType listType() {
    return switch (schema.path("x-kubernetes-list-type").asText()) {
      case "map" -> ListType.MAP;
      case "set" -> ListType.SET;
      default -> ListType.ATOMIC;
    };
  }

  @Override
  public List<String> mapKeys() {
    var keys = new ArrayList<String>();
    schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
    return keys;
  }

  @Override
  public Optional<String> patchMergeKey() {
    return Optional.of(schema.path("x-kubernetes-patch-merge-key").asText(""))
        .filter(key -> !key.isEmpty());
  }

  @Override
  public boolean patchMerges() {
    return List.of(schema.path("x-kubernetes-patch-strategy").asText("").split(","))
        .contains("merge");
  }

  @Override
  public String toString() {
    return "ListOf[" + items() + "]";
  }
}
