package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list whose type of items is looked at when it is first asked for. */
final class ListView implements FieldSchema.ListOf {
  private final JsonNode schema;
  private final Facts facts;
  private final Once<FieldSchema> items;

  ListView(FieldSchemas schemas, JsonNode schema, Facts facts) {
    this.schema = schema;
    this.facts = facts;
    this.items = new Once<>(() -> schemas.below(schema, "items"));
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public FieldSchema items() {
    return items.get();
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
