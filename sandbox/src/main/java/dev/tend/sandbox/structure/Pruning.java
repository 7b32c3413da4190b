package dev.tend.sandbox.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Quantity;
import dev.tend.sandbox.store.Meta;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.FieldSchema.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes out of an object what storing it would lose. */
public final class Pruning {
  /** Strings for which empty isn't the same as absent. */
  private static final Set<String> EMPTY_MEANS_SOMETHING =
      Set.of(
          "storageClassName",
          "ingressClassName",
          "ipMode",
          "loadBalancerClass",
          "eventTime",
          "partition",
          "deprecationWarning",
          "failedIndexes",
          "serviceName");

  /** Lists for which empty isn't the same as absent: that they have a default, and are refused. */
  private static final Set<String> EMPTY_REFUSED = Set.of("policies");

  /** Lists that a server writes as null where there are none: they may not be left out. */
  private static final Set<String> NULL_STAYS = Set.of("currentMetrics");

  /** Groups whose lists of resources are kept in whole thousandths. */
  private static final Set<String> ROUNDED = Set.of("", "apps", "batch");

  private final boolean builtIn;
  private final boolean rounded;

  private Pruning(boolean builtIn, boolean rounded) {
    this.builtIn = builtIn;
    this.rounded = rounded;
  }

  /**
   * As a built-in kind goes through its Go type: unknown fields, nulls, and empty values of
   * optional fields vanish.
   */
  public static void builtIn(ObjectNode object, FieldSchema schema) {
    boolean rounded = ROUNDED.contains(Meta.type(object).group());
    new Pruning(true, rounded).walk(object, schema);
  }

  /** As a custom resource is pruned: unknown fields, and nulls that aren't allowed, vanish. */
  public static void custom(ObjectNode object, FieldSchema schema) {
    if (!(schema instanceof FieldSchema.Struct struct)) {
      return;
    }
    Pruning pruning = new Pruning(false, false);
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (!Set.of("apiVersion", "kind", "metadata").contains(name)) {
        pruning.field(object, name, struct);
      }
    }
  }

  /**
   * As a request's custom resource is read: null is absent where it isn't a value. What a
   * server-side apply leaves null is not read again.
   */
  public static void customNulls(JsonNode node, FieldSchema schema) {
    if (node instanceof ArrayNode array && schema instanceof FieldSchema.ListOf list) {
      array.forEach(item -> customNulls(item, list.items()));
    }
    if (!(node instanceof ObjectNode object)) {
      return;
    }
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      FieldSchema member = schema.member(name);
      boolean known = !(member instanceof FieldSchema.Any);
      if (known && object.path(name).isNull() && !member.facts().nullable()) {
        object.remove(name);
      } else if (known) {
        customNulls(object.path(name), member);
      }
    }
  }

  private void walk(JsonNode node, FieldSchema schema) {
    switch (schema) {
      case FieldSchema.Struct struct -> {
        if (node instanceof ObjectNode object) {
          List<String> names = new ArrayList<>();
          object.fieldNames().forEachRemaining(names::add);
          names.forEach(name -> field(object, name, struct));
        }
      }
      case FieldSchema.MapOf map -> {
        if (node instanceof ObjectNode object) {
          object.forEach(value -> walk(value, map.values()));
          if (builtIn
              && map.values() instanceof Scalar scalar
              && scalar.type() == Scalar.Type.STRING) {
            // A Go string can't be null.
            for (var entry : object.properties()) {
              if (entry.getValue().isNull()) {
                entry.setValue(object.textNode(""));
              }
            }
          }
          if (builtIn
              && map.values() instanceof Scalar scalar
              && scalar.type() == Scalar.Type.QUANTITY) {
            object
                .properties()
                .forEach(
                    entry ->
                        quantity(entry.getValue())
                            .map(amount -> rounded ? amount.wholeThousandths() : amount)
                            .ifPresent(
                                amount -> entry.setValue(object.textNode(amount.canonical()))));
          }
        }
      }
      case FieldSchema.ListOf list -> {
        if (node instanceof ArrayNode array) {
          array.forEach(item -> walk(item, list.items()));
        }
      }
      case Scalar ignored -> {}
      case FieldSchema.Any ignored -> {}
    }
  }

  private void field(ObjectNode object, String name, FieldSchema.Struct struct) {
    Optional<FieldSchema> field = struct.field(name);
    JsonNode value = object.get(name);
    if (field.isEmpty()) {
      if (!struct.preservesUnknownFields()) {
        object.remove(name);
      }
      return;
    }
    FieldSchema schema = field.get();
    if (value.isNull()) {
      // In a custom resource only what has a default may be null in its stead.
      if (!schema.facts().nullable()
          && !(builtIn && NULL_STAYS.contains(name))
          && (builtIn || schema.facts().defaultValue().filter(d -> !d.isNull()).isPresent())) {
        object.remove(name);
      }
      return;
    }
    if (builtIn && schema instanceof Scalar scalar && scalar.type() == Scalar.Type.QUANTITY) {
      canonical(value).ifPresent(text -> object.put(name, text));
    }
    walk(value, schema);
    if (builtIn && isEmpty(name, value, schema) && !struct.required().contains(name)) {
      object.remove(name);
    }
  }

  /** Amounts are kept in one form, however they were written. */
  private static Optional<String> canonical(JsonNode value) {
    return quantity(value).map(Quantity::canonical);
  }

  /** Numbers are amounts, too. */
  private static Optional<Quantity> quantity(JsonNode value) {
    boolean fraction = value.isFloatingPointNumber() && value.asDouble() < 1;
    return Quantity.parse(fraction ? value.decimalValue().toPlainString() : value.asText().strip());
  }

  private static boolean isEmpty(String name, JsonNode value, FieldSchema schema) {
    return switch (schema) {
      case FieldSchema.MapOf ignored -> value.isObject() && value.isEmpty();
      case FieldSchema.ListOf ignored ->
          value.isArray() && value.isEmpty() && !EMPTY_REFUSED.contains(name);
      case Scalar scalar ->
          scalar.type() == Scalar.Type.STRING
              && value.isTextual()
              && value.asText().isEmpty()
              && !EMPTY_MEANS_SOMETHING.contains(name);
      case FieldSchema.Struct ignored -> false;
      case FieldSchema.Any ignored -> false;
    };
  }
}
