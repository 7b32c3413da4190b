package dev.tend.render.kustomize.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A list. */
public record ListNode(List<Node> items) implements Node {
  public static final ListNode EMPTY = new ListNode(List.of());

  public ListNode {
    items = List.copyOf(items);
  }

  @Override
  public boolean isEmpty() {
    return items.isEmpty();
  }

  @Override
  public String kindName() {
    return "a list";
  }

  /** Each item changed; this very list where none is. */
  public ListNode mapped(UnaryOperator<Node> change) {
    List<Node> changed = null;
    for (int i = 0; i < items.size(); i++) {
      Node before = items.get(i);
      Node after = change.apply(before);
      if (after != before && changed == null) {
        changed = new ArrayList<>(items);
      }
      if (changed != null) {
        changed.set(i, after);
      }
    }
    return changed == null ? this : new ListNode(changed);
  }

  /** With another item in the place of one. */
  public ListNode with(int index, Node item) {
    if (items.get(index) == item) {
      return this;
    }
    List<Node> changed = new ArrayList<>(items);
    changed.set(index, item);
    return new ListNode(changed);
  }

  public ListNode plus(Node item) {
    List<Node> changed = new ArrayList<>(items);
    changed.add(item);
    return new ListNode(changed);
  }
}
