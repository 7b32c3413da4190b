package dev.tend.render.kustomize.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A list. */
public final class ListNode implements Node {
  public static final ListNode EMPTY = new ListNode(List.of());

  private final List<Node> items;
  private @Nullable Extent extent;

  public ListNode(List<? extends Node> items) {
    this.items = List.copyOf(items);
  }

  public List<Node> items() {
    return items;
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
      known = Extent.around(items);
      extent = known;
    }
    return known;
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListNode list && list.items.equals(items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  @Override
  public String toString() {
    return items.toString();
  }
}
