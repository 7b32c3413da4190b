package dev.tend.render.kustomize.merge;

import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code $patch} asks for. */
enum Directive {
  MERGE,
  REPLACE,
  DELETE;

  static final String KEY = "$patch";

  static Directive of(MapNode patch) {
    return named(patch.get(KEY));
  }

  static MapNode without(MapNode patch) {
    return patch.without(KEY);
  }

  /** That of a list: the first item which has one, if it has nothing else. */
  static Directive of(ListNode patch) {
    for (Node item : patch.items()) {
      if (item instanceof MapNode map && map.has(KEY)) {
        return map.size() == 1 ? named(map.get(KEY)) : MERGE;
      }
    }
    return MERGE;
  }

  /** Without the items that are a directive for the list. */
  static ListNode without(ListNode patch) {
    Node first = null;
    for (Node item : patch.items()) {
      if (item instanceof MapNode map && map.has(KEY)) {
        first = map.size() == 1 ? map.get(KEY) : null;
        break;
      }
    }
    if (!(first instanceof ScalarNode said)) {
      return patch;
    }
    List<Node> items =
        patch.items().stream().filter(item -> !isGone(item) && !says(item, said)).toList();
    return new ListNode(items);
  }

  private static boolean isGone(Node item) {
    return item.isNull() || item instanceof MapNode map && map.isEmpty();
  }

  private static boolean says(Node item, ScalarNode directive) {
    return item instanceof MapNode map
        && map.get(KEY) instanceof ScalarNode other
        && other.text().equals(directive.text());
  }

  private static Directive named(@Nullable Node value) {
    if (!(value instanceof ScalarNode scalar)) {
      return MERGE;
    }
    return switch (scalar.text()) {
      case "merge" -> MERGE;
      case "replace" -> REPLACE;
      case "delete" -> DELETE;
      default ->
          throw new BuildFailure(
              "`$patch: " + scalar.text() + "` is no directive",
              "It is one of merge, replace and delete");
    };
  }
}
