package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.AbstractList;
import java.util.RandomAccess;

/** A list that can't be changed; a copy of it can. */
final class CompactArray extends ArrayNode {
  private static final long serialVersionUID = 1;

  private final JsonNode[] items;

  /** Keeps the array, which nobody changes from now on. */
  CompactArray(JsonNode[] items) {
    super(JsonNodeFactory.instance, new Items(items));
    this.items = items;
  }

  /** Whether these are the items. */
  boolean are(JsonNode[] others) {
    if (items.length != others.length) {
      return false;
    }
    for (int i = 0; i < items.length; i++) {
      if (!CompactTrees.same(items[i], others[i])) {
        return false;
      }
    }
    return true;
  }

  private static final class Items extends AbstractList<JsonNode> implements RandomAccess {
    private final JsonNode[] items;
    private final int hash;

    Items(JsonNode[] items) {
      this.items = items;
      this.hash = super.hashCode();
    }

    @Override
    public JsonNode get(int index) {
      return items[index];
    }

    @Override
    public int size() {
      return items.length;
    }

    @Override
    public boolean equals(Object other) {
      return this == other || super.equals(other);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
