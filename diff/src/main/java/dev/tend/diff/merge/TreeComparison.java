package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.FieldPath.Element;
import dev.tend.schema.FieldSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two trees by value under a schema, for people to read. */
public final class TreeComparison {
  private final List<Difference> differences = new ArrayList<>();

  private TreeComparison() {}

  /**
   * A field that differs.
   *
   * @param before null where the field appears
   * @param after null where it goes
   */
  public record Difference(FieldPath path, @Nullable JsonNode before, @Nullable JsonNode after) {}

  /**
   * The fields that differ, by path: fields by name, items by key where the schema names keys, else
   * by position. What appears or goes as a whole is one difference.
   */
  public static List<Difference> changedPaths(JsonNode before, JsonNode after, FieldSchema schema) {
    TreeComparison comparison = new TreeComparison();
    comparison.compare(FieldPath.ROOT, before, after, schema);
    return List.copyOf(comparison.differences);
  }

  private void compare(
      FieldPath path, @Nullable JsonNode before, @Nullable JsonNode after, FieldSchema schema) {
    if (before == null || after == null) {
      if (before != after) {
        differences.add(new Difference(path, before, after));
      }
    } else if (before.isObject() && after.isObject()) {
      compareMembers(path, before, after, schema);
    } else if (before.isArray() && after.isArray()) {
      compareItems(path, before, after, schema);
    } else if (!Values.equal(before, after, schema)) {
      differences.add(new Difference(path, before, after));
    }
  }

  private void compareMembers(FieldPath path, JsonNode before, JsonNode after, FieldSchema schema) {
    SortedSet<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      compare(path.key(name), before.get(name), after.get(name), schema.member(name));
    }
  }

  private void compareItems(FieldPath path, JsonNode before, JsonNode after, FieldSchema schema) {
    FieldSchema items =
        schema instanceof FieldSchema.ListOf list ? list.items() : FieldSchema.Any.INSTANCE;
    Optional<SortedMap<Element, JsonNode>> left = byIdentity(before, schema);
    Optional<SortedMap<Element, JsonNode>> right = byIdentity(after, schema);
    if (left.isEmpty() || right.isEmpty()) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(path.index(i), before.get(i), after.get(i), items);
      }
      return;
    }
    SortedSet<Element> elements = new TreeSet<>(PathElements.ORDER);
    elements.addAll(left.get().keySet());
    elements.addAll(right.get().keySet());
    for (Element element : elements) {
      compare(path.append(element), left.get().get(element), right.get().get(element), items);
    }
  }

  /** Empty where items have no identity, or share one. */
  private static Optional<SortedMap<Element, JsonNode>> byIdentity(
      JsonNode array, FieldSchema schema) {
    if (!(schema instanceof FieldSchema.ListOf list)
        || list.listType() == FieldSchema.ListType.ATOMIC) {
      return Optional.empty();
    }
    return Typing.of(schema)
        .identifyAll(array)
        .flatMap(
            elements -> {
              SortedMap<Element, JsonNode> items = new TreeMap<>(PathElements.ORDER);
              for (int i = 0; i < elements.size(); i++) {
                items.put(elements.get(i), array.path(i));
              }
              return items.size() == elements.size() ? Optional.of(items) : Optional.empty();
            });
  }
}
