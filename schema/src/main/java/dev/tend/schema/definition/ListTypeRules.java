package dev.tend.schema.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code x-kubernetes-list-type}, its keys, and {@code x-kubernetes-map-type}. */
final class ListTypeRules {
  private static final String LIST = "x-kubernetes-list-type";
  private static final String KEYS = "x-kubernetes-list-map-keys";
  private static final String MAP = "x-kubernetes-map-type";
  private static final String ITEM_OF_SET =
      "must be atomic as item of a list with x-kubernetes-list-type=set";

  private final JsonNode schema;
  private final Place at;
  private final List<FieldFault> faults = new ArrayList<>();

  private ListTypeRules(JsonNode schema, Place at) {
    this.schema = schema;
    this.at = at;
  }

  static List<FieldFault> check(JsonNode schema, Place at) {
    ListTypeRules rules = new ListTypeRules(schema, at);
    rules.mapType();
    rules.listType();
    rules.keys();
    rules.items();
    return rules.faults;
  }

  private void mapType() {
    if (schema.has(MAP)) {
      wanted("object", MAP);
      String type = schema.path(MAP).asText();
      if (!type.equals("atomic") && !type.equals("granular")) {
        unsupported(MAP, "\"atomic\", \"granular\"");
      }
    }
  }

  private void listType() {
    if (!schema.has(LIST)) {
      return;
    }
    String type = schema.path(LIST).asText();
    if (!schema.path("type").asText().equals("array")) {
      wanted("array", LIST);
    } else if (type.equals("set")) {
      JsonNode items = schema.path("items");
      if (items.path("type").asText().equals("array")
          && items.has(LIST)
          && !items.path(LIST).asText().equals("atomic")) {
        invalid(at.child("items").child(LIST), items.path(LIST).toString(), ITEM_OF_SET);
      } else if (items.path("type").asText().equals("object")
          && !items.path(MAP).asText().equals("atomic")) {
        String shown = items.has(LIST) ? items.path(LIST).toString() : "null";
        invalid(at.child("items").child(MAP), shown, ITEM_OF_SET);
      }
    }
    if (!Set.of("atomic", "set", "map").contains(type)) {
      unsupported(LIST, "\"atomic\", \"set\", \"map\"");
    }
  }

  private void keys() {
    JsonNode keys = schema.path(KEYS);
    String rule = "must be map if x-kubernetes-list-map-keys is non-empty";
    if (!keys.isEmpty() && !schema.has(LIST)) {
      faults.add(FieldFault.required(at.child(LIST), rule));
    } else if (!keys.isEmpty() && !schema.path(LIST).asText().equals("map")) {
      invalid(at.child(LIST), schema.path(LIST).toString(), rule);
    }
    if (!schema.path(LIST).asText().equals("map")) {
      return;
    }
    if (keys.isEmpty()) {
      faults.add(
          FieldFault.required(
              at.child(KEYS), "must not be empty if x-kubernetes-list-type is map"));
    }
    JsonNode items = schema.path("items");
    if (items.isMissingNode()) {
      faults.add(
          FieldFault.required(
              at.child("items"), "must have a schema if x-kubernetes-list-type is map"));
    } else if (!items.path("type").asText().equals("object")) {
      invalid(
          at.child("items").child("type"),
          items.path("type").toString(),
          "must be object if parent array's x-kubernetes-list-type is map");
    } else {
      keysOf(items, keys);
    }
  }

  private void keysOf(JsonNode items, JsonNode keys) {
    Set<String> seen = new HashSet<>();
    for (JsonNode key : keys) {
      JsonNode property = items.path("properties").path(key.asText());
      if (property.isMissingNode()) {
        invalid(at.child(KEYS), keys.toString(), "entries must all be names of item properties");
      } else if (Set.of("array", "object").contains(property.path("type").asText())) {
        invalid(
            at.child("items").child("properties").key(key.asText()).child("type"),
            "\"object\"",
            "must be a scalar type if parent array's x-kubernetes-list-type is map");
      }
      if (!seen.add(key.asText())) {
        invalid(at.child(KEYS), keys.toString(), "must not contain duplicate entries");
      }
    }
  }

  private void items() {
    String type = schema.path(LIST).asText();
    JsonNode items = schema.path("items");
    if (!items.isObject() || !type.equals("set") && !type.equals("map")) {
      return;
    }
    if (items.path("nullable").asBoolean()) {
      faults.add(
          FieldFault.forbidden(
              at.child("items").child("nullable"),
              "cannot be nullable when x-kubernetes-list-type is " + type));
    }
    if (type.equals("set")) {
      return;
    }
    Set<String> required = new HashSet<>();
    items.path("required").forEach(name -> required.add(name.asText()));
    for (JsonNode key : schema.path(KEYS)) {
      JsonNode property = items.path("properties").path(key.asText());
      Place here = at.child("items").child("properties").key(key.asText());
      if (property.isMissingNode()) {
        continue;
      }
      if (!required.contains(key.asText()) && !property.has("default")) {
        faults.add(
            FieldFault.required(
                here.child("default"),
                "this property is in x-kubernetes-list-map-keys, so it must have a default or be a"
                    + " required property"));
      }
      if (property.path("nullable").asBoolean()) {
        faults.add(
            FieldFault.forbidden(
                here.child("nullable"),
                "this property is in x-kubernetes-list-map-keys, so it cannot be nullable"));
      }
    }
  }

  private void wanted(String type, String because) {
    String found = schema.path("type").asText();
    String rule = "must be %s if %s is specified".formatted(type, because);
    if (found.isEmpty()) {
      faults.add(FieldFault.required(at.child("type"), rule));
    } else if (!found.equals(type)) {
      invalid(at.child("type"), "\"" + found + "\"", rule);
    }
  }

  private void unsupported(String field, String known) {
    faults.add(FieldFault.notSupported(at.child(field), schema.path(field).toString(), known));
  }

  private void invalid(Place place, String value, String rule) {
    faults.add(FieldFault.invalid(place, value, rule));
  }
}
