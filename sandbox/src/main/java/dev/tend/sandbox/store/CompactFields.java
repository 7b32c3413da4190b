package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The few fields of an object, in order: two arrays, of which many objects share the first. */
final class CompactFields extends AbstractMap<String, JsonNode> {
  private final String[] names;
  private final JsonNode[] values;
  private final int hash;

  /** Keeps the arrays, which nobody changes from now on. */
  CompactFields(String[] names, JsonNode[] values) {
    this.names = names;
    this.values = values;
    this.hash = hash(names, values);
  }

  /** As {@link Map#hashCode} wants it. */
  static int hash(String[] names, JsonNode[] values) {
    int sum = 0;
    for (int i = 0; i < names.length; i++) {
      sum += names[i].hashCode() ^ values[i].hashCode();
    }
    return sum;
  }

  /** Whether these are the fields, in this order. */
  boolean are(String[] otherNames, JsonNode[] otherValues) {
    if (names != otherNames) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      if (!CompactTrees.same(values[i], otherValues[i])) {
        return false;
      }
    }
    return true;
  }

  boolean are(CompactFields others) {
    return this == others || are(others.names, others.values);
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public @Nullable JsonNode get(@Nullable Object key) {
    int at = indexOf(key);
    return at < 0 ? null : values[at];
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return indexOf(key) >= 0;
  }

  /** Most names are constants, so that the first look finds them. */
  @SuppressWarnings("ReferenceEquality")
  private int indexOf(@Nullable Object key) {
    for (int i = 0; i < names.length; i++) {
      if (names[i] == key) {
        return i;
      }
    }
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public Set<Map.Entry<String, JsonNode>> entrySet() {
    return new Entries();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || super.equals(other);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  private final class Entries extends AbstractSet<Map.Entry<String, JsonNode>> {
    @Override
    public int size() {
      return names.length;
    }

    @Override
    public Iterator<Map.Entry<String, JsonNode>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < names.length;
        }

        @Override
        public Map.Entry<String, JsonNode> next() {
          if (next == names.length) {
            throw new NoSuchElementException();
          }
          Map.Entry<String, JsonNode> entry = new SimpleImmutableEntry<>(names[next], values[next]);
          next++;
          return entry;
        }
      };
    }
  }
}
