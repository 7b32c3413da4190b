package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.Patches.PatchFailure;
import dev.tend.schema.FieldSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strategic merge patch of lists: those that merge do so by key, or as sets of scalars. */
final class StrategicLists {
  private final FieldSchema items;

  /** Empty for a list of scalars. */
  private final String key;

  private final String name;

  private StrategicLists(FieldSchema.ListOf schema, String name) {
    this.items = schema.items();
    this.key = schema.patchMergeKey().orElse("");
    this.name = name;
  }

  static ArrayNode merge(ArrayNode current, ArrayNode patch, FieldSchema schema, String name) {
    return schema instanceof FieldSchema.ListOf list && list.patchMerges()
        ? new StrategicLists(list, name).merge(current, patch)
        : patch.deepCopy();
  }

  /** The same, then ordered as the patch asks; either list may be absent, but not both. */
  static ArrayNode mergeInOrder(
      @Nullable ArrayNode current,
      @Nullable ArrayNode patch,
      ArrayNode order,
      FieldSchema schema,
      String name) {
    if (!(schema instanceof FieldSchema.ListOf list)) {
      throw new PatchFailure("unable to find api field \"" + name + "\" as a list");
    }
    StrategicLists lists = new StrategicLists(list, name);
    ArrayNode none = JsonNodeFactory.instance.arrayNode();
    if (patch != null) {
      lists.checkOrder(patch, order);
    }
    ArrayNode merged;
    if (current == null) {
      merged = StrategicMerge.plain(patch == null ? none : patch) instanceof ArrayNode a ? a : none;
    } else {
      merged = patch == null ? current.deepCopy() : merge(current, patch, schema, name);
    }
    return lists.arrange(merged, order, current == null ? none : current);
  }

  /** What the list holds but for these scalars. */
  static ArrayNode without(ArrayNode list, ArrayNode gone) {
    ArrayNode rest = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : list) {
      if (!contains(gone, item)) {
        rest.add(item);
      }
    }
    return rest;
  }

  private ArrayNode merge(ArrayNode current, ArrayNode patch) {
    if (current.isEmpty() && patch.isEmpty()) {
      return current.deepCopy();
    }
    JsonNode sample = current.isEmpty() ? patch.path(0) : current.path(0);
    if (!sample.isObject()) {
      return arrange(mergeScalars(current, patch), patch, current);
    }
    if (key.isEmpty()) {
      throw new PatchFailure("cannot merge lists without merge key for " + name);
    }
    ArrayNode kept = current.deepCopy();
    ArrayNode changes = JsonNodeFactory.instance.arrayNode();
    boolean replaces = false;
    for (JsonNode item : patch) {
      JsonNode directive = item.get(StrategicMerge.PATCH);
      if (directive == null) {
        changes.add(item);
      } else if (directive.asText().equals("delete")) {
        remove(kept, keyOf(item));
      } else if (directive.asText().equals("replace")) {
        replaces = true;
      } else if (directive.asText().equals("merge")) {
        throw new PatchFailure("merging lists cannot yet be specified in the patch");
      } else {
        throw StrategicMerge.unknownDirective(directive, item);
      }
    }
    return replaces ? gainedItems(changes) : arrange(mergeByKey(kept, changes), changes, kept);
  }

  private static ArrayNode gainedItems(ArrayNode changes) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    changes.forEach(change -> items.add(StrategicMerge.gained(change)));
    return items;
  }

  private ArrayNode mergeByKey(ArrayNode current, ArrayNode changes) {
    ArrayNode merged = current.deepCopy();
    for (JsonNode change : changes) {
      int position = indexOf(merged, change);
      if (position < 0) {
        merged.add(StrategicMerge.gained(change));
      } else if (change instanceof ObjectNode object) {
        merged.set(position, StrategicMerge.objects(merged.path(position), object, items));
      }
    }
    return merged;
  }

  private static ArrayNode mergeScalars(ArrayNode current, ArrayNode patch) {
    ArrayNode merged = JsonNodeFactory.instance.arrayNode();
    for (ArrayNode part : List.of(current, patch)) {
      for (JsonNode item : part) {
        if (!contains(merged, item)) {
          merged.add(item);
        }
      }
    }
    return merged;
  }

  /**
   * Puts the items that the wanted order names in that order, and the others among them as the
   * current list has them, as far as both can be had.
   */
  private ArrayNode arrange(ArrayNode merged, ArrayNode wanted, ArrayNode current) {
    List<JsonNode> named = new ArrayList<>();
    List<JsonNode> others = new ArrayList<>();
    merged.forEach(item -> (indexOf(wanted, item) >= 0 ? named : others).add(item));
    named.sort(Comparator.comparingInt(item -> indexOf(wanted, item)));
    others.sort(Comparator.comparingInt(item -> indexOf(current, item)));
    ArrayNode arranged = JsonNodeFactory.instance.arrayNode();
    int next = 0;
    for (JsonNode item : named) {
      int place = indexOf(current, item);
      while (next < others.size() && place >= 0) {
        int otherPlace = indexOf(current, others.get(next));
        if (otherPlace < 0 || otherPlace >= place) {
          break;
        }
        arranged.add(others.get(next++));
      }
      arranged.add(item);
    }
    others.subList(next, others.size()).forEach(arranged::add);
    return arranged;
  }

  /** What the patch lists must stand in the wanted order, all of it. */
  private void checkOrder(ArrayNode patch, ArrayNode wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    int next = 0;
    for (JsonNode item : patch) {
      if (!item.has(StrategicMerge.PATCH)) {
        while (next < wanted.size() && !same(item, wanted.path(next))) {
          next++;
        }
        if (next == wanted.size()) {
          throw new PatchFailure(
              "The order in patch list:\n%s\n doesn't match $setElementOrder list:\n%s\n"
                  .formatted(patch, wanted));
        }
        next++;
      }
    }
  }

  private void remove(ArrayNode list, JsonNode keyValue) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (Values.equal(list.path(i).path(key), keyValue)) {
        list.remove(i);
      }
    }
  }

  private int indexOf(ArrayNode list, JsonNode item) {
    for (int i = 0; i < list.size(); i++) {
      if (same(list.path(i), item)) {
        return i;
      }
    }
    return -1;
  }

  private boolean same(JsonNode left, JsonNode right) {
    return key.isEmpty() ? Values.equal(left, right) : Values.equal(left.path(key), keyOf(right));
  }

  private JsonNode keyOf(JsonNode item) {
    JsonNode value = item.get(key);
    if (value == null) {
      throw new PatchFailure("map: " + item + " does not contain declared merge key: " + key);
    }
    return value;
  }

  private static boolean contains(ArrayNode list, JsonNode item) {
    for (JsonNode other : list) {
      if (Values.equal(other, item)) {
        return true;
      }
    }
    return false;
  }
}
