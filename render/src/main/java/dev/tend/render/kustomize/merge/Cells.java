package dev.tend.render.kustomize.merge;

import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of a list while it is merged. A merged item shows wherever it stands, as if it were
 * changed in place: that decides which of two items of one key is left in the end.
 */
final class Cells {
  /** One item. */
  static final class Cell {
    private Node node;

    Cell(Node node) {
      this.node = node;
    }

    Node node() {
      return node;
    }

    void setNode(Node other) {
      node = other;
    }

    /** The text of a field; empty without one, or where it holds no scalar. */
    String value(String key) {
      return node instanceof MapNode map && map.get(key) instanceof ScalarNode value
          ? value.text()
          : "";
    }

    private boolean isNothing() {
      return node.isNull() || node instanceof MapNode map && map.isEmpty();
    }

    /** Whether the field is there, with this text unless that is empty. */
    private boolean has(String key, String text) {
      if (key.isEmpty()) {
        if (node instanceof ScalarNode scalar) {
          return scalar.text().equals(text);
        }
      } else if (node instanceof MapNode map) {
        return map.has(key) && (text.isEmpty() || value(key).equals(text));
      }
      throw new BuildFailure("A merged list holds " + node.kindName() + " among its items");
    }

    private boolean hasExactly(List<String> keys, List<String> values) {
      if (keys.getFirst().isEmpty()) {
        return node instanceof ScalarNode scalar && scalar.text().equals(values.getFirst());
      }
      if (!(node instanceof MapNode map)) {
        return false;
      }
      for (int i = 0; i < keys.size(); i++) {
        if (!map.has(keys.get(i)) || !value(keys.get(i)).equals(values.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  private List<Cell> cells = new ArrayList<>();

  static Cells of(ListNode list) {
    Cells cells = new Cells();
    list.items().forEach(item -> cells.cells.add(new Cell(item)));
    return cells;
  }

  List<Cell> all() {
    return cells;
  }

  ListNode list() {
    return new ListNode(cells.stream().map(Cell::node).toList());
  }

  void add(Cell cell) {
    cells.add(cell);
  }

  /** The first item of these values. */
  @Nullable Cell find(List<String> keys, List<String> values) {
    if (keys.size() != values.size()) {
      return null;
    }
    for (Cell cell : cells) {
      if (cell.hasExactly(keys, values)) {
        return cell;
      }
    }
    return null;
  }

  /**
   * Puts an item in the place of every one of these values, or at the end without any; removes them
   * where there is no item to put. Items that are empty go on the way.
   */
  void put(@Nullable Cell item, List<String> keys, List<String> values) {
    List<Cell> kept = new ArrayList<>();
    boolean placed = false;
    boolean byField =
        !keys.getFirst().isEmpty() && !values.isEmpty() && !values.getFirst().isEmpty();
    for (Cell cell : cells) {
      if (cell.isNothing()) {
        continue;
      }
      if (byField && !(cell.node instanceof MapNode)) {
        kept.add(cell);
      } else if (!matches(cell, keys, values)) {
        if (!values.isEmpty()) {
          kept.add(cell);
        }
      } else {
        placed = true;
        if (item != null) {
          kept.add(item);
        }
      }
    }
    if (!placed && item != null && !item.node.isNull()) {
      kept.add(item);
    }
    cells = kept;
  }

  private static boolean matches(Cell cell, List<String> keys, List<String> values) {
    boolean found = false;
    for (int i = 0; i < keys.size(); i++) {
      found = i < values.size() ? cell.has(keys.get(i), values.get(i)) : found;
      if (!found) {
        return false;
      }
    }
    return true;
  }
}
