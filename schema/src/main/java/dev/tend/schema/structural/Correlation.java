package dev.tend.schema.structural;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/**
 * A value and what stood in its place before, as far as the schema lets one find it: fields by
 * name, items of lists by their keys. What is unchanged stays allowed, though rules have changed.
 */
public final class Correlation {
  private final JsonNode value;
  private final JsonNode old;
  private final JsonNode schema;

  private Correlation(JsonNode value, JsonNode old, JsonNode schema) {
    this.value = value;
    this.old = old;
    this.schema = schema;
  }

  /** Null where there was nothing before. */
  public static @Nullable Correlation of(JsonNode value, @Nullable JsonNode old, JsonNode schema) {
    return old == null ? null : new Correlation(value, old, schema);
  }

  /** Whether nothing has changed; the order of items with keys doesn't count. */
  public boolean isSame() {
    if (value.isNull() || old.isNull()) {
      return value.isNull() && old.isNull();
    }
    if (value.isArray() && old.isArray()) {
      return value.size() == old.size() && sameItems();
    }
    if (value.isObject() && old.isObject()) {
      if (value.size() != old.size()) {
        return false;
      }
      for (var entry : value.properties()) {
        Correlation child = key(entry.getKey());
        if (child == null || !child.isSame()) {
          return false;
        }
      }
      return true;
    }
    return value.equals(old);
  }

  private boolean sameItems() {
    if (!schema.path("x-kubernetes-list-type").asText().equals("map")) {
      return value.equals(old);
    }
    for (int i = 0; i < value.size(); i++) {
      Correlation child = index(i);
      if (child == null || !child.isSame()) {
        return false;
      }
    }
    return true;
  }

  /** Of a field or entry; null where nothing belongs to it. */
  public @Nullable Correlation key(String name) {
    JsonNode property = schema.path("properties").path(name);
    JsonNode of = property.isMissingNode() ? schema.path("additionalProperties") : property;
    return of.isObject() && value.has(name) && old.has(name)
        ? new Correlation(value.path(name), old.path(name), of)
        : null;
  }

  /** Of an item; null where none with its keys was there, or items have no keys. */
  public @Nullable Correlation index(int index) {
    JsonNode before = itemLike(value.path(index), old, schema);
    return before.isMissingNode()
        ? null
        : new Correlation(value.path(index), before, schema.path("items"));
  }

  /** The item of a list that has the same keys; missing where there is none. */
  public static JsonNode itemLike(JsonNode item, @Nullable JsonNode list, JsonNode schema) {
    JsonNode keys = schema.path("x-kubernetes-list-map-keys");
    if (list == null
        || !schema.path("x-kubernetes-list-type").asText().equals("map")
        || keys.isEmpty()) {
      return MissingNode.getInstance();
    }
    for (JsonNode other : list) {
      boolean same = true;
      for (JsonNode key : keys) {
        same &= item.path(key.asText()).equals(other.path(key.asText()));
      }
      if (same) {
        return other;
      }
    }
    return MissingNode.getInstance();
  }
}
