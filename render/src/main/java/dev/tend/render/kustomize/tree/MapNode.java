package dev.tend.render.kustomize.tree;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A mapping whose keys keep their order. */
public final class MapNode implements Node {
  public static final MapNode EMPTY = new MapNode(new String[0], new Node[0]);
  private static final int WORTH_AN_INDEX = 24;

  private final String[] keys;
  private final Node[] values;
  private @Nullable Map<String, Integer> index;
  private @Nullable Extent extent;

  private MapNode(String[] keys, Node[] values) {
    this.keys = keys;
    this.values = values;
  }

  public static MapNode of(Map<String, ? extends Node> fields) {
    return fields.isEmpty()
        ? EMPTY
        : new MapNode(fields.keySet().toArray(new String[0]), fields.values().toArray(new Node[0]));
  }

  public static MapNode of(String key, Node value) {
    return new MapNode(new String[] {key}, new Node[] {value});
  }

  public int size() {
    return keys.length;
  }

  public List<String> keys() {
    return List.of(keys);
  }

  public String key(int i) {
    return keys[i];
  }

  public Node value(int i) {
    return values[i];
  }

  @Override
  public boolean isEmpty() {
    return keys.length == 0;
  }

  @Override
  public String kindName() {
    return "a mapping";
  }

  @Override
  public long weight() {
    return extent().weight();
  }

  @Override
  public int depth() {
    return extent().depth();
  }

  private Extent extent() {
    Extent known = extent;
    if (known == null) {
      known = Extent.around(Arrays.asList(values));
      extent = known;
    }
    return known;
  }

  public @Nullable Node get(String key) {
    int at = indexOf(key);
    return at < 0 ? null : values[at];
  }

  public boolean has(String key) {
    return indexOf(key) >= 0;
  }

  private int indexOf(String key) {
    if (keys.length >= WORTH_AN_INDEX) {
      Map<String, Integer> known = index;
      if (known == null) {
        known = new HashMap<>(keys.length * 2);
        for (int i = 0; i < keys.length; i++) {
          known.put(keys[i], i);
        }
        index = known;
      }
      return known.getOrDefault(key, -1);
    }
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** With this field, in the place of an older one of its name or as the last. */
  public MapNode with(String key, Node value) {
    int at = indexOf(key);
    if (at >= 0) {
      if (values[at] == value) {
        return this;
      }
      Node[] changed = values.clone();
      changed[at] = value;
      return new MapNode(keys, changed);
    }
    String[] moreKeys = Arrays.copyOf(keys, keys.length + 1);
    Node[] moreValues = Arrays.copyOf(values, values.length + 1);
    moreKeys[keys.length] = key;
    moreValues[values.length] = value;
    return new MapNode(moreKeys, moreValues);
  }

  public MapNode without(String key) {
    int at = indexOf(key);
    if (at < 0) {
      return this;
    }
    Map<String, Node> rest = new LinkedHashMap<>();
    for (int i = 0; i < keys.length; i++) {
      if (i != at) {
        rest.put(keys[i], values[i]);
      }
    }
    return of(rest);
  }

  /** Each value changed; this very mapping where none is. */
  public MapNode mapped(UnaryOperator<Node> change) {
    Node[] changed = null;
    for (int i = 0; i < values.length; i++) {
      Node after = change.apply(values[i]);
      if (after != values[i] && changed == null) {
        changed = values.clone();
      }
      if (changed != null) {
        changed[i] = after;
      }
    }
    return changed == null ? this : new MapNode(keys, changed);
  }

  /** Equal where fields and their values are, in whatever order. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof MapNode map) || map.keys.length != keys.length) {
      return false;
    }
    for (int i = 0; i < keys.length; i++) {
      if (!values[i].equals(map.get(keys[i]))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int sum = 0;
    for (int i = 0; i < keys.length; i++) {
      sum += keys[i].hashCode() ^ values[i].hashCode();
    }
    return sum;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < keys.length; i++) {
      text.append(i == 0 ? "" : ", ").append(keys[i]).append(": ").append(values[i]);
    }
    return text.append('}').toString();
  }
}
