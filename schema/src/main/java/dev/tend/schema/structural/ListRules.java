package dev.tend.schema.structural;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists that are sets or maps hold each item once; embedded resources say what they are. */
public final class ListRules {
  private ListRules() {}

  /** Items that are there already. */
  public static List<FieldFault> duplicates(JsonNode value, JsonNode schema, Place place) {
    List<FieldFault> faults = new ArrayList<>();
    duplicates(value, schema, place, faults);
    return faults;
  }

  private static void duplicates(
      JsonNode value, JsonNode schema, Place place, List<FieldFault> faults) {
    if (value.isArray()) {
      String type = schema.path("x-kubernetes-list-type").asText();
      if (type.equals("set") || type.equals("map")) {
        Map<JsonNode, Integer> seen = new HashMap<>();
        for (int i = 0; i < value.size(); i++) {
          JsonNode identity = type.equals("set") ? value.get(i) : keys(value.get(i), schema);
          if (seen.merge(identity, 1, Integer::sum) == 2) {
            faults.add(FieldFault.duplicate(place.index(i), identity.toString()));
          }
        }
      }
      for (int i = 0; i < value.size(); i++) {
        duplicates(value.get(i), schema.path("items"), place.index(i), faults);
      }
    }
    for (var entry : value.properties()) {
      JsonNode property = schema.path("properties").path(entry.getKey());
      if (property.isObject()) {
        duplicates(entry.getValue(), property, place.child(entry.getKey()), faults);
      } else if (schema.path("additionalProperties").isObject()) {
        duplicates(
            entry.getValue(),
            schema.path("additionalProperties"),
            place.key(entry.getKey()),
            faults);
      }
    }
  }

  private static JsonNode keys(JsonNode item, JsonNode schema) {
    ObjectNode keys = JsonNodeFactory.instance.objectNode();
    for (JsonNode key : schema.path("x-kubernetes-list-map-keys")) {
      if (item.has(key.asText())) {
        keys.set(key.asText(), item.path(key.asText()));
      }
    }
    return keys;
  }

  /** Type of embedded resources, which must be there. */
  public static List<FieldFault> embedded(JsonNode value, JsonNode schema, Place place) {
    List<FieldFault> faults = new ArrayList<>();
    embedded(value, schema, place, faults);
    return faults;
  }

  private static void embedded(
      JsonNode value, JsonNode schema, Place place, List<FieldFault> faults) {
    if (value.isObject() && schema.path("x-kubernetes-embedded-resource").asBoolean()) {
      for (String field : List.of("apiVersion", "kind")) {
        JsonNode type = value.path(field);
        if (type.isMissingNode()) {
          faults.add(FieldFault.required(place.child(field), ""));
        } else if (!type.isTextual()) {
          faults.add(FieldFault.invalid(place.child(field), type.toString(), "must be a string"));
        } else if (type.asText().isEmpty()) {
          faults.add(FieldFault.invalid(place.child(field), "\"\"", "must not be empty"));
        }
      }
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      embedded(value.get(i), schema.path("items"), place.index(i), faults);
    }
    for (var entry : value.properties()) {
      JsonNode property = schema.path("properties").path(entry.getKey());
      if (property.isObject()) {
        embedded(entry.getValue(), property, place.child(entry.getKey()), faults);
      } else if (schema.path("additionalProperties").isObject()) {
        embedded(
            entry.getValue(),
            schema.path("additionalProperties"),
            place.key(entry.getKey()),
            faults);
      }
    }
  }
}
