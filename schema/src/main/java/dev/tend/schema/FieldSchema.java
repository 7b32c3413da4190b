package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The structural type of a field: what diff, merge and explain need to know of it. References are
 * resolved when a member is asked for, so recursive types are fine.
 */
public sealed interface FieldSchema {
  /** Facts that every type of field has. */
  Facts facts();

  /**
   * Facts that every type of field has. No record, because a description is looked up only when
   * somebody reads it.
   */
  final class Facts {
    public static final Facts NONE = new Facts("", Optional.empty(), false);

    private final Supplier<String> description;
    private final Optional<JsonNode> defaultValue;
    private final boolean nullable;

    public Facts(String description, Optional<JsonNode> defaultValue, boolean nullable) {
      this(() -> description, defaultValue, nullable);
    }

    Facts(Supplier<String> description, Optional<JsonNode> defaultValue, boolean nullable) {
      this.description = description;
      this.defaultValue = defaultValue;
      this.nullable = nullable;
    }

    /** What the API says of the field, or empty. */
    public String description() {
      return description.get();
    }

    /** What the server sets where the field is absent. */
    public Optional<JsonNode> defaultValue() {
      return defaultValue;
    }

    /** Whether an explicit null is a value. */
    public boolean nullable() {
      return nullable;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Facts facts
          && defaultValue.equals(facts.defaultValue)
          && nullable == facts.nullable
          && description().equals(facts.description());
    }

    @Override
    public int hashCode() {
      return Objects.hash(defaultValue, nullable);
    }
  }

  /** A string, number or boolean. */
  record Scalar(Type type, String format, Set<String> allowed, Facts facts) implements FieldSchema {
    /** What a scalar holds. QUANTITY and INT_OR_STRING compare by value. */
    public enum Type {
      STRING,
      INTEGER,
      NUMBER,
      BOOLEAN,
      INT_OR_STRING,
      QUANTITY
    }

    public Scalar {
      allowed = Set.copyOf(allowed);
    }
  }

  /** An object with declared fields. */
  non-sealed interface Struct extends FieldSchema {
    /** Names of the declared fields, sorted. */
    Set<String> fieldNames();

    /** The declared field of this name. */
    Optional<FieldSchema> field(String name);

    /** Names of the fields that must be there. */
    Set<String> required();

    /** Whether the whole object has one owner. */
    boolean atomic();

    /** Whether undeclared fields are kept (x-kubernetes-preserve-unknown-fields). */
    boolean preservesUnknownFields();
  }

  /** A map from string keys to values of one type, such as labels. */
  non-sealed interface MapOf extends FieldSchema {
    FieldSchema values();

    /** Whether the whole map has one owner. */
    boolean atomic();
  }

  /** A list. */
  non-sealed interface ListOf extends FieldSchema {
    FieldSchema items();

    /** How server-side apply merges it. */
    ListType listType();

    /** The fields that identify an item, for {@link ListType#MAP}; else empty. */
    List<String> mapKeys();

    /** The field by which strategic merge patch merges items; empty where it replaces the list. */
    Optional<String> patchMergeKey();

    /** Whether strategic merge patch merges the list (by key, or as a set of scalars). */
    boolean patchMerges();
  }

  /** Anything: a value whose type the schema doesn't tell. It merges as one. */
  record Any(Facts facts) implements FieldSchema {
    public static final Any INSTANCE = new Any(Facts.NONE);
  }

  /** How server-side apply merges a list. */
  enum ListType {
    ATOMIC,
    SET,
    MAP
  }

  /** The type of a member, {@link Any} where the schema declares none. */
  default FieldSchema member(String name) {
    return switch (this) {
      case Struct struct -> struct.field(name).orElse(Any.INSTANCE);
      case MapOf map -> map.values();
      case ListOf ignored -> Any.INSTANCE;
      case Scalar ignored -> Any.INSTANCE;
      case Any ignored -> Any.INSTANCE;
    };
  }
}
