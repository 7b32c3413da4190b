package dev.tend.render.kustomize.transform;

import com.google.re2j.Pattern;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes all that a path leads to. */
final class PathEdit {
  private final List<String> parts;
  private final Optional<Node> empty;
  private final UnaryOperator<Node> change;
  private int found;

  /**
   * @param empty what is made where nothing is yet, and then changed; without one nothing is made
   */
  PathEdit(List<String> parts, Optional<Node> empty, UnaryOperator<Node> change) {
    this.parts = parts;
    this.empty = empty;
    this.change = change;
  }

  /** How many places were changed. */
  int found() {
    return found;
  }

  Node apply(Node root) {
    return applied(root, 0);
  }

  private Node applied(Node at, int step) {
    if (step == parts.size()) {
      found++;
      return change.apply(at);
    }
    String part = parts.get(step);
    if (DottedPath.isPosition(part)) {
      return atPosition(at, Integer.parseInt(part), step);
    }
    if (DottedPath.isItem(part)) {
      return atItems(at, DottedPath.item(part), step);
    }
    if (part.equals("*")) {
      return at.isNull() ? at : list(at).mapped(item -> applied(item, step + 1));
    }
    return atField(at, part, step);
  }

  private static ListNode list(Node at) {
    return at.isNull() ? ListNode.EMPTY : new ListNode(DottedPath.items(at));
  }

  private Node fresh(int step) {
    if (step + 1 == parts.size()) {
      return empty.orElseThrow();
    }
    String next = parts.get(step + 1);
    boolean list = DottedPath.isItem(next) || DottedPath.isPosition(next);
    return list ? ListNode.EMPTY : MapNode.EMPTY;
  }

  private Node atPosition(Node at, int index, int step) {
    ListNode list = list(at);
    if (index == list.items().size() && empty.isPresent()) {
      list = list.plus(fresh(step));
    }
    if (index >= list.items().size()) {
      throw new BuildFailure(
          "position " + index + " is asked for, and there are " + list.items().size() + " items");
    }
    return list.with(index, applied(list.items().get(index), step + 1));
  }

  private Node atItems(Node at, String[] pair, int step) {
    ListNode list = list(at);
    int before = found;
    ListNode changed = changedItems(list, pair, step);
    if (found > before || empty.isEmpty()) {
      return changed;
    }
    Node item = ScalarNode.untagged(pair[1]);
    ListNode longer = list.plus(pair[0].isEmpty() ? item : MapNode.of(pair[0], item));
    return changedItems(longer, pair, step);
  }

  private ListNode changedItems(ListNode list, String[] pair, int step) {
    Pattern pattern = DottedPath.pattern(pair[1]);
    List<Node> items = new ArrayList<>(list.items());
    for (int i = 0; i < items.size(); i++) {
      Node item = items.get(i);
      Node value = item;
      if (!pair[0].isEmpty()) {
        value = item instanceof MapNode map ? map.get(pair[0]) : null;
      }
      if (value instanceof ScalarNode scalar && pattern.matcher(written(scalar)).find()) {
        items.set(i, applied(item, pair[0].isEmpty() ? parts.size() : step + 1));
      }
    }
    return new ListNode(items);
  }

  /** As a file would have it: the expression sees quotes too. */
  private static String written(ScalarNode scalar) {
    return scalar.quoted() ? '"' + scalar.text() + '"' : scalar.text();
  }

  private Node atField(Node at, String name, int step) {
    if (at.isNull()) {
      return empty.isEmpty() ? at : made(MapNode.EMPTY, name, step);
    }
    if (!(at instanceof MapNode map)) {
      throw new BuildFailure("there is " + at.kindName() + " where `" + name + "` is looked for");
    }
    Node field = map.get(name);
    if (field == null) {
      return empty.isEmpty() ? map : made(map, name, step);
    }
    return map.with(name, applied(field, step + 1));
  }

  private Node made(MapNode map, String name, int step) {
    return map.with(name, applied(fresh(step), step + 1));
  }
}
