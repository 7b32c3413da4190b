package dev.tend.render.kustomize.model;

import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import org.jspecify.annotations.Nullable;

/** Reads and sets fields of objects. */
public final class Fields {
  private Fields() {}

  public static @Nullable Node get(Node node, String... path) {
    Node at = node;
    for (String name : path) {
      Node next = at instanceof MapNode map ? map.get(name) : null;
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  /** With a scalar at this path, whose missing mappings are made. */
  static MapNode set(MapNode root, ScalarNode value, String... path) {
    return set(root, value, 0, path);
  }

  private static MapNode set(MapNode map, ScalarNode value, int at, String... path) {
    if (at == path.length - 1) {
      return put(map, path[at], value);
    }
    MapNode inner = map.get(path[at]) instanceof MapNode next ? next : MapNode.EMPTY;
    return map.with(path[at], set(inner, value, at + 1, path));
  }

  /** With a field that keeps the quotes of the one whose place it takes. */
  public static MapNode put(MapNode map, String name, Node value) {
    if (value.isNull()) {
      return map.without(name);
    }
    return value instanceof ScalarNode scalar
        ? map.with(name, inPlaceOf(map.get(name), scalar))
        : map.with(name, value);
  }

  /** The value with the quotes of the one whose place it takes. */
  public static ScalarNode inPlaceOf(@Nullable Node before, ScalarNode value) {
    if (before instanceof ScalarNode old) {
      return value.quotedAs(old.quoted());
    }
    boolean quoted = before == null && value.isText() && value.looksOtherwise();
    return value.quotedAs(value.quoted() || quoted);
  }
}
