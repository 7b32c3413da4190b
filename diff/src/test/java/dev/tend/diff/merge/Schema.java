package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.schema.FieldSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Field schemas in few words, for tests. */
final class Schema {
  private Schema() {}

  static FieldSchema.Scalar string() {
    return scalar(FieldSchema.Scalar.Type.STRING);
  }

  static FieldSchema.Scalar string(String defaultValue) {
    return new FieldSchema.Scalar(
        FieldSchema.Scalar.Type.STRING,
        "",
        Set.of(),
        new FieldSchema.Facts("", Optional.of(TextNode.valueOf(defaultValue)), false));
  }

  static FieldSchema.Scalar nullableString() {
    return new FieldSchema.Scalar(
        FieldSchema.Scalar.Type.STRING,
        "",
        Set.of(),
        new FieldSchema.Facts("", Optional.<JsonNode>empty(), true));
  }

  static FieldSchema.Scalar integer() {
    return scalar(FieldSchema.Scalar.Type.INTEGER);
  }

  static FieldSchema.Scalar bool() {
    return scalar(FieldSchema.Scalar.Type.BOOLEAN);
  }

  static FieldSchema.Scalar intOrString() {
    return scalar(FieldSchema.Scalar.Type.INT_OR_STRING);
  }

  static FieldSchema.Scalar quantity() {
    return scalar(FieldSchema.Scalar.Type.QUANTITY);
  }

  private static FieldSchema.Scalar scalar(FieldSchema.Scalar.Type type) {
    return new FieldSchema.Scalar(type, "", Set.of(), FieldSchema.Facts.NONE);
  }

  /** Names and types by turns. */
  static FieldSchema.Struct struct(Object... namesAndTypes) {
    return new TestStruct(fields(namesAndTypes), false, false);
  }

  static FieldSchema.Struct atomicStruct(Object... namesAndTypes) {
    return new TestStruct(fields(namesAndTypes), true, false);
  }

  static FieldSchema.Struct openStruct(Object... namesAndTypes) {
    return new TestStruct(fields(namesAndTypes), false, true);
  }

  private static Map<String, FieldSchema> fields(Object... namesAndTypes) {
    Map<String, FieldSchema> fields = new TreeMap<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      fields.put((String) namesAndTypes[i], (FieldSchema) namesAndTypes[i + 1]);
    }
    return fields;
  }

  static FieldSchema.MapOf mapOf(FieldSchema values) {
    return new TestMap(values, false);
  }

  static FieldSchema.MapOf atomicMapOf(FieldSchema values) {
    return new TestMap(values, true);
  }

  static FieldSchema.ListOf atomicList(FieldSchema items) {
    return new TestList(items, FieldSchema.ListType.ATOMIC, List.of(), Optional.empty(), false);
  }

  static FieldSchema.ListOf set(FieldSchema items) {
    return new TestList(items, FieldSchema.ListType.SET, List.of(), Optional.empty(), true);
  }

  /** By strategic merge patch it is merged by the first key. */
  static FieldSchema.ListOf listBy(FieldSchema items, String... keys) {
    return new TestList(items, FieldSchema.ListType.MAP, List.of(keys), Optional.of(keys[0]), true);
  }

  /** Atomic under server-side apply, merged by key under strategic merge patch. */
  static FieldSchema.ListOf patchedBy(FieldSchema items, String key) {
    return new TestList(items, FieldSchema.ListType.ATOMIC, List.of(), Optional.of(key), true);
  }

  private record TestStruct(
      Map<String, FieldSchema> fields, boolean atomic, boolean preservesUnknownFields)
      implements FieldSchema.Struct {
    @Override
    public Set<String> fieldNames() {
      return new TreeSet<>(fields.keySet());
    }

    @Override
    public Optional<FieldSchema> field(String name) {
      return Optional.ofNullable(fields.get(name));
    }

    @Override
    public Set<String> required() {
      return Set.of();
    }

    @Override
    public Facts facts() {
      return Facts.NONE;
    }
  }

  private record TestMap(FieldSchema values, boolean atomic) implements FieldSchema.MapOf {
    @Override
    public Facts facts() {
      return Facts.NONE;
    }
  }

  private record TestList(
      FieldSchema items,
      ListType listType,
      List<String> mapKeys,
      Optional<String> patchMergeKey,
      boolean patchMerges)
      implements FieldSchema.ListOf {
    @Override
    public Facts facts() {
      return Facts.NONE;
    }
  }
}
