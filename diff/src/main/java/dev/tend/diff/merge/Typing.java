package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath.Element;
import dev.tend.schema.FieldSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A type as the merge sees it.
 *
 * @param deduces whether what the schema doesn't type is typed by its value (an object is then a
 *     map of fields with owners of their own); else it is owned as a whole
 */
record Typing(FieldSchema schema, boolean deduces) {

  /** How a value is owned. */
  enum Shape {
    /** As a whole. */
    LEAF,
    /** Field by field. */
    FIELDS,
    /** Item by item. */
    ITEMS
  }

  static Typing of(FieldSchema root) {
    return new Typing(root, root instanceof FieldSchema.Any);
  }

  /** How a value of this type is owned; an explicit null as any other value of the type. */
  Shape shape(JsonNode value) {
    Shape declared =
        switch (schema) {
          case FieldSchema.Struct struct -> struct.atomic() ? Shape.LEAF : Shape.FIELDS;
          case FieldSchema.MapOf map -> map.atomic() ? Shape.LEAF : Shape.FIELDS;
          case FieldSchema.ListOf list ->
              list.listType() == FieldSchema.ListType.ATOMIC ? Shape.LEAF : Shape.ITEMS;
          case FieldSchema.Scalar ignored -> Shape.LEAF;
          case FieldSchema.Any ignored ->
              deduces && (value.isObject() || value.isNull()) ? Shape.FIELDS : Shape.LEAF;
        };
    // A value of the wrong kind can't be walked.
    return switch (declared) {
      case LEAF -> Shape.LEAF;
      case FIELDS -> value.isObject() || value.isNull() ? Shape.FIELDS : Shape.LEAF;
      case ITEMS -> value.isArray() || value.isNull() ? Shape.ITEMS : Shape.LEAF;
    };
  }

  Typing member(String name) {
    return switch (schema) {
      case FieldSchema.Struct struct -> {
        boolean open = deduces || struct.preservesUnknownFields();
        yield struct
            .field(name)
            .map(field -> new Typing(field, open))
            .orElseGet(
                () -> new Typing(FieldSchema.Any.INSTANCE, open || struct.fieldNames().isEmpty()));
      }
      case FieldSchema.MapOf map -> new Typing(map.values(), deduces);
      case FieldSchema.Any ignored -> new Typing(FieldSchema.Any.INSTANCE, deduces);
      case FieldSchema.Scalar ignored -> new Typing(FieldSchema.Any.INSTANCE, deduces);
      case FieldSchema.ListOf ignored -> new Typing(FieldSchema.Any.INSTANCE, deduces);
    };
  }

  Typing items() {
    return new Typing(
        schema instanceof FieldSchema.ListOf list ? list.items() : FieldSchema.Any.INSTANCE,
        deduces);
  }

  Typing at(Element element) {
    return element instanceof Element.Key(String name) ? member(name) : items();
  }

  /** Whether this is a struct that declares the field. */
  boolean declares(String name) {
    return schema instanceof FieldSchema.Struct struct && struct.field(name).isPresent();
  }

  /** Whether a struct may hold a field of this name. */
  boolean admits(String name) {
    return !(schema instanceof FieldSchema.Struct struct)
        || deduces
        || struct.preservesUnknownFields()
        || struct.fieldNames().isEmpty()
        || struct.field(name).isPresent();
  }

  /**
   * What identifies an item of this list.
   *
   * @throws ApplyFailure where nothing does; the message lacks the path
   */
  Element identify(JsonNode item) {
    if (!(schema instanceof FieldSchema.ListOf list)) {
      throw new IllegalStateException("no list: " + schema);
    }
    return list.listType() == FieldSchema.ListType.MAP ? keyed(list, item) : value(item);
  }

  /** What identifies each item; empty where an item lacks an identity. */
  Optional<List<Element>> identifyAll(JsonNode array) {
    List<Element> elements = new ArrayList<>(array.size());
    try {
      for (JsonNode item : array) {
        elements.add(identify(item));
      }
    } catch (ApplyFailure e) {
      return Optional.empty();
    }
    return Optional.of(elements);
  }

  private static Element keyed(FieldSchema.ListOf list, JsonNode item) {
    if (!item.isObject()) {
      throw new ApplyFailure(
          "associative list with keys may not have "
              + (item.isNull() ? "a null element" : "non-map elements"));
    }
    SortedMap<String, JsonNode> keys = new TreeMap<>();
    for (String name : list.mapKeys()) {
      JsonNode key = item.get(name);
      if (key != null) {
        keys.put(name, key);
      } else {
        list.items().member(name).facts().defaultValue().ifPresent(value -> keys.put(name, value));
      }
    }
    if (keys.isEmpty()) {
      throw new ApplyFailure(
          "associative list with keys has an element that omits all key fields "
              + quoted(list.mapKeys())
              + " (and doesn't have default values for any key fields)");
    }
    return new Element.Keyed(keys);
  }

  private static Element value(JsonNode item) {
    if (item.isObject()) {
      throw new ApplyFailure("associative list without keys has an element that's a map type");
    }
    if (item.isArray()) {
      throw new ApplyFailure("not supported: associative list with lists as elements");
    }
    if (item.isNull()) {
      throw new ApplyFailure(
          "associative list without keys has an element that's an explicit null");
    }
    return new Element.Value(item);
  }

  private static String quoted(List<String> names) {
    return "[" + String.join(" ", names.stream().map(name -> '"' + name + '"').toList()) + "]";
  }
}
