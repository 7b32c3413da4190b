package dev.tend.render.kustomize.merge;

import dev.tend.render.kustomize.model.TypeSchema;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges two lists item by item. What the patch names comes first. */
final class ListMerge {
  private final StrategicMerge merge;
  private final TypeSchema schema;
  private final List<String> keys;

  ListMerge(StrategicMerge merge, TypeSchema schema) {
    this.merge = merge;
    this.schema = schema;
    List<String> mergeKeys = schema.mergeKeys();
    this.keys = mergeKeys.isEmpty() ? List.of("") : mergeKeys;
  }

  /** Null where nothing is left. */
  @Nullable Node merged(@Nullable ListNode object, @Nullable Node patch) {
    ListNode source = patch instanceof ListNode list ? list : null;
    ListNode target = object;
    if (object == null) {
      target = source;
    } else if (patch != null && patch.isNull()) {
      return null;
    } else if (source != null) {
      Directive directive = Directive.of(source);
      source = Directive.without(source);
      if (directive == Directive.DELETE) {
        return null;
      }
      target = directive == Directive.REPLACE ? source : object;
    }
    if (target == null) {
      return null;
    }
    Cells into = Cells.of(target);
    Cells from = source == target ? into : source == null ? null : Cells.of(source);
    return merged(into, from, target);
  }

  private Node merged(Cells into, @Nullable Cells from, ListNode unchanged) {
    List<List<String>> values = values(into, from);
    if (values.isEmpty()) {
      return unchanged;
    }
    Cells result = new Cells();
    List<String> valid = keys;
    for (List<String> own : values) {
      valid = validKeys(values);
      List<String> ownValid = validValues(own, values);
      Cells.Cell item = item(into, from, valid, ownValid);
      if (item == null || item.node().isNull() || isEmptyMap(item.node())) {
        into.put(null, valid, ownValid);
        continue;
      }
      complete(item, valid, ownValid);
      result.put(item, valid, ownValid);
    }
    for (Cells.Cell rest : List.copyOf(into.all())) {
      append(result, rest, valid);
    }
    return result.list();
  }

  private static boolean isEmptyMap(Node node) {
    return node instanceof MapNode map && map.isEmpty();
  }

  /** The item of these values after merging; null where it is to go. */
  private Cells.@Nullable Cell item(
      Cells into, @Nullable Cells from, List<String> valid, List<String> values) {
    List<String> searched = new ArrayList<>();
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < valid.size() && i < values.size(); i++) {
      if (!values.get(i).isEmpty()) {
        searched.add(valid.get(i));
        wanted.add(values.get(i));
      }
    }
    if (searched.isEmpty()) {
      searched = valid;
      wanted = values;
    }
    Cells.Cell old = into.find(searched, wanted);
    Cells.Cell patch = from == null ? null : from.find(searched, wanted);
    Node before = old == null ? null : old.node();
    Node change = patch == null ? null : patch.node();
    boolean replaced = change instanceof MapNode map && Directive.of(map) == Directive.REPLACE;
    Node after = merge.merged(before, change, schema.items());
    if (after == null) {
      return null;
    }
    boolean fromPatch =
        patch != null
            && (old == null || old.node().isNull() || replaced || !(after instanceof MapNode));
    Cells.Cell result = fromPatch ? patch : old;
    if (result != null) {
      result.setNode(after);
    }
    return result;
  }

  /** Sees to it that the item says its keys. */
  private static void complete(Cells.Cell item, List<String> keys, List<String> values) {
    for (int i = 0; i < keys.size() && i < values.size(); i++) {
      String value = values.get(i);
      if (value.isEmpty()) {
        continue;
      }
      if (item.node() instanceof MapNode map && !map.has(keys.get(i))) {
        item.setNode(map.with(keys.get(i), ScalarNode.untagged(value)));
      } else if (item.node() instanceof ScalarNode scalar) {
        item.setNode(ScalarNode.untagged(value).quotedAs(scalar.quoted()));
      }
    }
  }

  private static void append(Cells result, Cells.Cell item, List<String> keys) {
    if (keys.getFirst().isEmpty()) {
      String text = item.node() instanceof ScalarNode scalar ? scalar.text() : "";
      result.put(item, keys, List.of(text));
      return;
    }
    List<String> values = new ArrayList<>();
    for (String key : keys) {
      if (item.node() instanceof MapNode map && map.has(key)) {
        values.add(item.value(key));
      } else {
        result.add(item);
      }
    }
    if (keys.size() > 1) {
      result.put(null, keys, values);
    }
    result.put(item, keys, values);
  }

  /** The values of the keys, once each, the patch's first. */
  private List<List<String>> values(Cells into, @Nullable Cells from) {
    Set<List<String>> seen = new LinkedHashSet<>();
    for (Cells cells : from == null ? List.of(into) : List.of(from, into)) {
      for (Cells.Cell cell : cells.all()) {
        if (keys.getFirst().isEmpty()) {
          seen.add(List.of(cell.node() instanceof ScalarNode scalar ? scalar.text() : ""));
        } else {
          seen.add(keys.stream().map(cell::value).toList());
        }
      }
    }
    List<List<String>> values = new ArrayList<>(seen);
    if (keys.size() > 1) {
      unite(values);
    }
    return values;
  }

  /** Two items are one if they agree in a key, and one of them leaves the others open. */
  private static void unite(List<List<String>> values) {
    for (int i = 0; i < values.size(); i++) {
      List<String> first = values.get(i);
      for (int j = 0; j < values.size(); j++) {
        List<String> both = united(first, values.get(j));
        if (both != null) {
          values.set(i, both);
          values.set(j, both);
        }
      }
    }
  }

  private static @Nullable List<String> united(List<String> first, List<String> second) {
    boolean common = false;
    List<String> both = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      String a = first.get(i);
      String b = second.get(i);
      if (!a.equals(b) && !a.isEmpty() && !b.isEmpty()) {
        return null;
      }
      common |= a.equals(b);
      both.add(a.isEmpty() ? b : a);
    }
    return common ? both : null;
  }

  /** The keys that any item has; all where none has any. */
  private List<String> validKeys(List<List<String>> values) {
    List<String> valid = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      int at = i;
      if (values.stream().anyMatch(own -> !own.get(at).isEmpty())) {
        valid.add(keys.get(i));
      }
    }
    return valid.isEmpty() ? keys : valid;
  }

  private List<String> validValues(List<String> own, List<List<String>> values) {
    List<String> valid = validKeys(values);
    List<String> result = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!own.get(i).isEmpty() || valid.contains(keys.get(i))) {
        result.add(own.get(i));
      }
    }
    return result;
  }
}
