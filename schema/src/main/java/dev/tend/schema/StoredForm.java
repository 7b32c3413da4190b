package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Quantity;
import dev.tend.schema.FieldSchema.Scalar;
import dev.tend.schema.defaults.Defaults;
import dev.tend.schema.rules.EmptyTexts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An object of a built-in kind as a server has it before it looks whether it may be stored: what
 * says nothing is gone, what everybody gets is there.
 */
final class StoredForm {
  /** Groups whose lists of resources are kept in whole thousandths. */
  private static final Set<String> ROUNDED = Set.of("", "apps", "batch");

  private StoredForm() {}

  /**
   * A copy.
   *
   * @param wrong places whose values can't be read as what they should be, and are left out
   */
  static ObjectNode of(ObjectNode content, ResourceType type, Collection<List<Object>> wrong) {
    ObjectNode object = content.deepCopy();
    String stored = version(type.gvk().group());
    object.put(
        "apiVersion",
        new GroupVersionKind(type.gvk().group(), stored, type.gvk().kind()).apiVersion());
    for (List<Object> place : wrong) {
      remove(object, place);
    }
    if (type.has("status")) {
      object.remove("status");
    }
    String group = type.gvk().group();
    String kind = type.gvk().kind();
    List<EmptyTexts.ObjectField> empty =
        holds(object, StoredForm::isEmptyText) ? EmptyTexts.in(group, kind, object) : List.of();
    tidy(object, type.schema(), group);
    empty.forEach(field -> field.object().put(field.name(), ""));
    if (holds(object, StoredForm::isZero)) {
      EmptyTexts.zeros(group, kind, object).forEach(field -> field.object().remove(field.name()));
    }
    ObjectNode metadata = object.withObject("/metadata");
    if (type.namespaced() && metadata.path("namespace").asText().isEmpty()) {
      metadata.put("namespace", "default");
    }
    if (metadata.path("name").asText().isEmpty() && metadata.has("generateName")) {
      metadata.put("name", metadata.path("generateName").asText() + "x");
    }
    Defaults.fill(object);
    empty.forEach(field -> field.object().put(field.name(), ""));
    ServerAdditions.fill(object);
    return object;
  }

  private static boolean isEmptyText(JsonNode node) {
    return node.isTextual() && node.asText().isEmpty();
  }

  private static boolean isZero(JsonNode node) {
    return node.isBoolean() ? !node.asBoolean() : node.isInt() && node.asInt() == 0;
  }

  private static boolean holds(JsonNode node, Predicate<JsonNode> what) {
    if (!node.isContainerNode()) {
      return what.test(node);
    }
    for (JsonNode child : node) {
      if (holds(child, what)) {
        return true;
      }
    }
    return false;
  }

  /** The version at which a group's kinds are stored. */
  static String version(String group) {
    return group.equals("autoscaling") ? "v2" : "v1";
  }

  private static void remove(ObjectNode object, List<Object> place) {
    if (place.isEmpty()) {
      return;
    }
    JsonNode holder = object;
    for (Object step : place.subList(0, place.size() - 1)) {
      holder = step instanceof Integer index ? holder.path(index) : holder.path((String) step);
    }
    if (holder instanceof ObjectNode fields && place.getLast() instanceof String name) {
      fields.remove(name);
    } else if (holder instanceof ArrayNode list
        && place.getLast() instanceof Integer index
        && list.path(index).isValueNode()) {
      list.setNull(index);
    }
  }

  private static void tidy(JsonNode node, FieldSchema schema, String group) {
    switch (schema) {
      case FieldSchema.Struct struct -> {
        if (node instanceof ObjectNode object) {
          List<String> names = new ArrayList<>();
          object.fieldNames().forEachRemaining(names::add);
          names.forEach(name -> tidy(object, name, struct, group));
        }
      }
      case FieldSchema.MapOf map -> {
        if (node instanceof ObjectNode object) {
          for (var entry : object.properties()) {
            tidy(entry.getValue(), map.values(), group);
            if (entry.getValue().isNull()) {
              entry.setValue(object.textNode(""));
            } else if (isQuantity(map.values())) {
              Quantity.parse(entry.getValue().asText())
                  .map(amount -> ROUNDED.contains(group) ? amount.wholeThousandths() : amount)
                  .ifPresent(amount -> entry.setValue(object.textNode(amount.canonical())));
            }
          }
        }
      }
      case FieldSchema.ListOf list -> node.forEach(item -> tidy(item, list.items(), group));
      case Scalar ignored -> {}
      case FieldSchema.Any ignored -> {}
    }
  }

  private static void tidy(
      ObjectNode object, String name, FieldSchema.Struct struct, String group) {
    JsonNode value = object.path(name);
    Optional<FieldSchema> declared = struct.field(name);
    if (declared.isEmpty()) {
      if (!struct.preservesUnknownFields()) {
        object.remove(name);
      }
      return;
    }
    FieldSchema schema = declared.get();
    if (value.isNull()) {
      object.remove(name);
      return;
    }
    if (isQuantity(schema)) {
      canonical(value).ifPresent(text -> object.put(name, text));
    }
    tidy(value, schema, group);
    if (isEmpty(value, schema) && !struct.required().contains(name)) {
      object.remove(name);
    }
  }

  private static boolean isQuantity(FieldSchema schema) {
    return schema instanceof Scalar scalar && scalar.type() == Scalar.Type.QUANTITY;
  }

  /** Amounts are kept in one form, however they were written. */
  private static Optional<String> canonical(JsonNode value) {
    return Quantity.parse(value.asText()).map(Quantity::canonical);
  }

  private static boolean isEmpty(JsonNode value, FieldSchema schema) {
    return switch (schema) {
      case FieldSchema.MapOf ignored -> value.isObject() && value.isEmpty();
      case FieldSchema.ListOf ignored -> value.isArray() && value.isEmpty();
      case Scalar scalar ->
          scalar.type() == Scalar.Type.STRING && value.isTextual() && value.asText().isEmpty();
      case FieldSchema.Struct ignored -> false;
      case FieldSchema.Any ignored -> false;
    };
  }
}
