package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.FieldPath.Element;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which fields differ between two objects; no path is in two of the sets. */
record Comparison(FieldSet removed, FieldSet modified, FieldSet added) {

  static Comparison of(JsonNode before, JsonNode after, Typing typing) {
    Walker walker = new Walker();
    walker.compare(List.of(), before, after, typing);
    return new Comparison(walker.removed.build(), walker.modified.build(), walker.added.build());
  }

  /** What the new object sets. */
  FieldSet written() {
    return modified.union(added);
  }

  /** The same, but for these fields and what lies below them. */
  Comparison without(FieldSet fields) {
    return fields.isEmpty()
        ? this
        : new Comparison(removed.without(fields), modified.without(fields), added.without(fields));
  }

  private static final class Walker {
    private final FieldSet.Builder removed = new FieldSet.Builder();
    private final FieldSet.Builder modified = new FieldSet.Builder();
    private final FieldSet.Builder added = new FieldSet.Builder();

    /** Either may be absent, but not both. */
    void compare(
        List<Element> path, @Nullable JsonNode before, @Nullable JsonNode after, Typing typing) {
      Typing.Shape shape = shape(before, after, typing);
      switch (shape) {
        case LEAF -> leaf(path, before, after, typing);
        case FIELDS -> {
          fields(path, before, after, typing);
          container(path, before, after);
        }
        case ITEMS -> {
          items(path, before, after, typing);
          container(path, before, after);
        }
      }
    }

    /** Two empty containers compare as a whole, so that null and empty stay distinct. */
    private Typing.Shape shape(@Nullable JsonNode before, @Nullable JsonNode after, Typing typing) {
      if (isHollow(before) && isHollow(after)) {
        return Typing.Shape.LEAF;
      }
      JsonNode one = before == null || before.isNull() ? after : before;
      JsonNode other = after == null || after.isNull() ? before : after;
      Typing.Shape shape = typing.shape(java.util.Objects.requireNonNull(one));
      return typing.shape(java.util.Objects.requireNonNull(other)) == shape
          ? shape
          : Typing.Shape.LEAF;
    }

    private static boolean isHollow(@Nullable JsonNode value) {
      return value == null || value.isNull() || (value.isContainerNode() && value.isEmpty());
    }

    private void leaf(
        List<Element> path, @Nullable JsonNode before, @Nullable JsonNode after, Typing typing) {
      if (before == null || after == null) {
        container(path, before, after);
        return;
      }
      if (!Values.equal(before, after)) {
        modified.add(path);
        // Where a map turned into a plain value or back, what stood below it goes or comes too.
        if (before.isObject() != after.isObject() && typing.deduces()) {
          below(path, before, after, typing);
        }
      }
    }

    private void below(List<Element> path, JsonNode before, JsonNode after, Typing typing) {
      if (typing.shape(before) == Typing.Shape.FIELDS) {
        fields(path, before, null, typing);
      }
      if (typing.shape(after) == Typing.Shape.FIELDS) {
        fields(path, null, after, typing);
      }
    }

    private void container(
        List<Element> path, @Nullable JsonNode before, @Nullable JsonNode after) {
      if (before == null) {
        added.add(path);
      } else if (after == null) {
        removed.add(path);
      }
    }

    private void fields(
        List<Element> path, @Nullable JsonNode before, @Nullable JsonNode after, Typing typing) {
      Set<String> names = new LinkedHashSet<>();
      if (before != null) {
        before.fieldNames().forEachRemaining(names::add);
      }
      if (after != null) {
        after.fieldNames().forEachRemaining(names::add);
      }
      for (String name : names) {
        compare(
            longer(path, new Element.Key(name)),
            before == null ? null : before.get(name),
            after == null ? null : after.get(name),
            typing.member(name));
      }
    }

    private void items(
        List<Element> path, @Nullable JsonNode before, @Nullable JsonNode after, Typing typing) {
      SortedMap<Element, List<JsonNode>> left = byIdentity(before, typing);
      SortedMap<Element, List<JsonNode>> right = byIdentity(after, typing);
      Set<Element> elements = new LinkedHashSet<>(left.keySet());
      elements.addAll(right.keySet());
      for (Element element : elements) {
        compareItems(
            longer(path, element),
            left.getOrDefault(element, List.of()),
            right.getOrDefault(element, List.of()),
            typing.items());
      }
    }

    /** Items that share an identity with others are compared as one. */
    private void compareItems(
        List<Element> path, List<JsonNode> before, List<JsonNode> after, Typing typing) {
      if (before.size() > 1 && after.size() > 1) {
        if (!before.equals(after)) {
          modified.add(path);
        }
      } else if (before.size() > 1) {
        if (!after.isEmpty()) {
          compare(path, null, after.getFirst(), typing);
        }
        removed.add(path);
      } else if (after.size() > 1) {
        if (!before.isEmpty()) {
          compare(path, before.getFirst(), null, typing);
        }
        added.add(path);
      } else {
        compare(
            path,
            before.isEmpty() ? null : before.getFirst(),
            after.isEmpty() ? null : after.getFirst(),
            typing);
      }
    }

    private static SortedMap<Element, List<JsonNode>> byIdentity(
        @Nullable JsonNode array, Typing typing) {
      SortedMap<Element, List<JsonNode>> items = new TreeMap<>(PathElements.ORDER);
      if (array != null) {
        List<Element> elements = typing.identifyAll(array).orElse(List.of());
        for (int i = 0; i < elements.size(); i++) {
          items.computeIfAbsent(elements.get(i), key -> new ArrayList<>(1)).add(array.path(i));
        }
      }
      return items;
    }

    private static List<Element> longer(List<Element> path, Element element) {
      List<Element> longer = new ArrayList<>(path.size() + 1);
      longer.addAll(path);
      longer.add(element);
      return longer;
    }
  }

  /** Where nothing differs. */
  boolean isSame() {
    return removed.isEmpty() && modified.isEmpty() && added.isEmpty();
  }

  /** Every path that differs. */
  List<FieldPath> paths() {
    return removed.union(modified).union(added).paths();
  }
}
