package dev.tend.render.kustomize.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schema of a kind or of a field, as far as merging wants to know it. */
public final class TypeSchema {
  private static final int MOST_REFERENCES = 100;

  private final JsonNode schema;
  private final Map<String, JsonNode> definitions;

  TypeSchema(JsonNode schema, Map<String, JsonNode> definitions) {
    this.schema = schema;
    this.definitions = definitions;
  }

  public @Nullable TypeSchema field(String name) {
    JsonNode field = schema.path("properties").path(name);
    return resolved(field.isMissingNode() ? schema.path("additionalProperties") : field);
  }

  public @Nullable TypeSchema items() {
    JsonNode type = schema.path("type");
    return type.asText().equals("array") ? resolved(schema.path("items")) : null;
  }

  /** Whether the items of the list are merged one by one; else another list replaces it. */
  public boolean mergesItems() {
    for (String strategy : schema.path("x-kubernetes-patch-strategy").asText("").split(",", -1)) {
      if (strategy.equals("merge")) {
        return true;
      }
    }
    return false;
  }

  /** The fields that tell items apart; none for lists of scalars. */
  public List<String> mergeKeys() {
    List<String> keys = new ArrayList<>();
    schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
    if (keys.isEmpty() && schema.has("x-kubernetes-patch-merge-key")) {
      keys.add(schema.path("x-kubernetes-patch-merge-key").asText());
    }
    return keys;
  }

  private @Nullable TypeSchema resolved(JsonNode reference) {
    JsonNode target = reference;
    for (int i = 0; i < MOST_REFERENCES && target.has("$ref"); i++) {
      String name = target.path("$ref").asText();
      target =
          definitions.getOrDefault(
              name.substring(name.lastIndexOf('/') + 1), MissingNode.getInstance());
    }
    return target.isObject() ? new TypeSchema(target, definitions) : null;
  }
}
