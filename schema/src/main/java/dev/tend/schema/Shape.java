package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** What a value of a built-in type must look like: a definition, made ready for checking. */
sealed interface Shape {
  /** Anything at all. */
  record Any() implements Shape {}

  /**
   * An object with declared fields.
   *
   * @param open whether undeclared ones are kept
   */
  record Struct(Map<String, Shape> fields, Set<String> required, boolean open) implements Shape {}

  /**
   * A map from texts to values.
   *
   * @param keyFormat of the keys, or empty
   */
  record Mapping(Shape values, String keyFormat) implements Shape {}

  /**
   * A list.
   *
   * @param unique whether no item may stand there twice
   * @param keys the fields that tell items apart, and what absent ones mean; empty where the whole
   *     item does
   */
  record Listing(Shape items, boolean unique, Map<String, String> keys) implements Shape {}

  /**
   * A single value.
   *
   * @param types names of one or several JSON types
   * @param allowed the values of an enumeration, or missing
   * @param format or empty
   */
  record Scalar(JsonNode types, JsonNode allowed, Set<String> allowedTexts, String format)
      implements Shape {}

  /** A definition that is looked at when a value of it comes. */
  record Reference(Shapes shapes, String definition) implements Shape {}
}
