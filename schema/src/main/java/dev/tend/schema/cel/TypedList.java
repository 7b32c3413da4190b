package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A list of which the order doesn't count: a set, or a map by keys of its items. */
final class TypedList extends AbstractList<Object> implements RandomAccess {
  private final List<Object> items;

  /** Empty for a set. */
  private final List<String> keys;

  private TypedList(List<Object> items, List<String> keys) {
    this.items = List.copyOf(items);
    this.keys = keys;
  }

  /** A plain list where the schema declares an atomic one. */
  static List<Object> of(List<Object> items, JsonNode schema) {
    return switch (schema.path("x-kubernetes-list-type").asText()) {
      case "set" -> new TypedList(items, List.of());
      case "map" -> {
        List<String> keys = new ArrayList<>();
        schema
            .path("x-kubernetes-list-map-keys")
            .forEach(key -> keys.add(CelNames.escape(key.asText()).orElse(key.asText())));
        yield new TypedList(items, keys);
      }
      default -> items;
    };
  }

  @Override
  public Object get(int index) {
    return items.get(index);
  }

  @Override
  public int size() {
    return items.size();
  }

  boolean hasSameItems(List<?> other) {
    if (other.size() != size()) {
      return false;
    }
    for (Object theirs : other) {
      int mine = indexOfSame(theirs);
      if (mine < 0 || !Equality.equal(items.get(mine), theirs)) {
        return false;
      }
    }
    return true;
  }

  /** The items of both; of those with the same keys the other's, in this one's place. */
  TypedList plus(List<?> other) {
    List<Object> all = new ArrayList<>(items);
    for (Object theirs : other) {
      int mine = indexOfSame(theirs);
      if (mine < 0) {
        all.add(theirs);
      } else if (!keys.isEmpty()) {
        all.set(mine, theirs);
      }
    }
    return new TypedList(all, keys);
  }

  private int indexOfSame(Object wanted) {
    for (int i = 0; i < items.size(); i++) {
      if (isSame(items.get(i), wanted)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isSame(Object one, Object other) {
    if (keys.isEmpty() || !(one instanceof ObjectValue a) || !(other instanceof ObjectValue b)) {
      return Equality.equal(one, other);
    }
    return keys.stream().allMatch(key -> a.find(key).equals(b.find(key)));
  }

  @Override
  public boolean contains(@Nullable Object wanted) {
    return wanted != null && items.stream().anyMatch(item -> Equality.equal(item, wanted));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof List<?> list && hasSameItems(list);
  }

  @Override
  public int hashCode() {
    return size();
  }
}
