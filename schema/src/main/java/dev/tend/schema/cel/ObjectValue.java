package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.StructValue;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An object with declared fields; undeclared ones count only where two objects are compared. */
@SuppressWarnings(
    "Immutable") // Fields are converted when they are asked for, and the tree never changes.
final class ObjectValue extends StructValue<String, ObjectValue> {
  private final JsonNode tree;
  private final JsonNode schema;
  private final Map<String, Optional<Object>> converted = new HashMap<>();

  ObjectValue(JsonNode tree, JsonNode schema) {
    this.tree = tree;
    this.schema = schema;
  }

  @Override
  public ObjectValue value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return tree.isEmpty();
  }

  @Override
  public CelType celType() {
    return MapType.create(SimpleType.STRING, SimpleType.DYN);
  }

  @Override
  public Object select(String field) {
    return find(field).orElseThrow(() -> new CelFault("no such key: " + field));
  }

  @Override
  public Optional<Object> find(String field) {
    return converted.computeIfAbsent(field, this::convert);
  }

  private Optional<Object> convert(String escaped) {
    Iterator<String> names = tree.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (CelNames.all(name, schema).contains(escaped)) {
        JsonNode value = tree.path(name);
        JsonNode property = schema.path("properties").path(name);
        return value.isNull() || property.isMissingNode()
            ? Optional.empty()
            : Optional.of(Values.typed(value, property, false));
      }
    }
    return Optional.empty();
  }

  /** The declared fields that are there, by name. */
  Map<String, Object> fields() {
    Map<String, Object> all = new TreeMap<>();
    tree.fieldNames()
        .forEachRemaining(
            name ->
                CelNames.of(name, schema)
                    .ifPresent(
                        escaped -> find(escaped).ifPresent(value -> all.put(escaped, value))));
    return all;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof ObjectValue object) || tree.size() != object.tree.size()) {
      return false;
    }
    for (var entry : tree.properties()) {
      JsonNode property = schema.path("properties").path(entry.getKey());
      JsonNode theirs = object.tree.get(entry.getKey());
      if (theirs == null) {
        return false;
      }
      boolean same =
          property.isMissingNode()
              ? entry.getValue().equals(theirs)
              : Equality.equal(
                  Values.typed(entry.getValue(), property, false),
                  Values.typed(theirs, property, false));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return Objects.hash(tree.size());
  }

  /** As Go prints a map. */
  @Override
  public String toString() {
    return tree.toString();
  }
}
