package dev.tend.schema.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether a schema is structural: each place says its type, and what only restricts values says
 * nothing of structure.
 */
final class StructuralRules {
  private static final List<String> JUNCTORS = List.of("allOf", "anyOf", "oneOf");

  private final List<FieldFault> faults = new ArrayList<>();

  private StructuralRules() {}

  private enum Level {
    ROOT("must not be empty at the root"),
    ITEM("must not be empty for specified array items"),
    FIELD("must not be empty for specified object fields");

    private final String rule;

    Level(String rule) {
      this.rule = rule;
    }
  }

  static List<FieldFault> check(JsonNode schema, Place at) {
    StructuralRules rules = new StructuralRules();
    rules.schema(schema, Level.ROOT, at);
    rules.complete(schema, schema, at, at);
    rules.faults.sort(Comparator.comparing(fault -> fault.place() + ": " + fault.message()));
    return rules.faults;
  }

  private void schema(JsonNode schema, Level level, Place at) {
    String type = schema.path("type").asText();
    if (type.equals("array") && !schema.has("items")) {
      faults.add(FieldFault.required(at.child("items"), "must be specified"));
    }
    if (schema.path("items").isObject()) {
      schema(schema.path("items"), Level.ITEM, at.child("items"));
    }
    for (var property : schema.path("properties").properties()) {
      schema(property.getValue(), Level.FIELD, at.child("properties").key(property.getKey()));
    }
    JsonNode others = schema.path("additionalProperties");
    if (!others.isMissingNode() && level == Level.ROOT) {
      forbidden(at.child("additionalProperties"), "must not be used at the root");
    }
    if (others.isObject()) {
      schema(others, Level.FIELD, at.child("additionalProperties"));
    }
    values(schema, isIntOrString(schema), isIntOrString(schema.path("allOf").path(0)), at);
    type(schema, type, level, at);
    extensions(schema, type, at);
    metadata(schema, level, at);
  }

  private void type(JsonNode schema, String type, Level level, Place at) {
    boolean embedded = isSet(schema, "x-kubernetes-embedded-resource");
    boolean free =
        isSet(schema, "x-kubernetes-int-or-string")
            || isSet(schema, "x-kubernetes-preserve-unknown-fields");
    if (embedded && !type.equals("object")) {
      String rule = "must be object if x-kubernetes-embedded-resource is true";
      faults.add(
          type.isEmpty()
              ? FieldFault.required(at.child("type"), rule)
              : FieldFault.invalid(at.child("type"), "\"" + type + "\"", rule));
    } else if (type.isEmpty() && !free) {
      faults.add(FieldFault.required(at.child("type"), level.rule));
    }
    if (level == Level.ROOT && !type.isEmpty() && !type.equals("object")) {
      faults.add(
          FieldFault.invalid(at.child("type"), "\"" + type + "\"", "must be object at the root"));
    }
  }

  private void extensions(JsonNode schema, String type, Place at) {
    boolean embedded = isSet(schema, "x-kubernetes-embedded-resource");
    boolean free = isSet(schema, "x-kubernetes-preserve-unknown-fields");
    if (isSet(schema, "x-kubernetes-int-or-string")) {
      String rule = "must be false if x-kubernetes-int-or-string is true";
      for (String other :
          List.of("x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource")) {
        if (isSet(schema, other)) {
          faults.add(FieldFault.invalid(at.child(other), "true", rule));
        }
      }
    }
    if (embedded && schema.has("additionalProperties")) {
      forbidden(
          at.child("additionalProperties"),
          "must not be used if x-kubernetes-embedded-resource is set");
    }
    if (embedded && !free && schema.path("properties").isEmpty()) {
      faults.add(
          FieldFault.required(
              at.child("properties"),
              "must not be empty if x-kubernetes-embedded-resource is true without"
                  + " x-kubernetes-preserve-unknown-fields"));
    }
  }

  private void metadata(JsonNode schema, Level level, Place at) {
    boolean resource = level == Level.ROOT || isSet(schema, "x-kubernetes-embedded-resource");
    if (!resource) {
      return;
    }
    JsonNode properties = schema.path("properties");
    for (String field : List.of("kind", "apiVersion")) {
      JsonNode type = properties.path(field).path("type");
      if (properties.has(field) && !type.asText().equals("string")) {
        Place here = at.child("properties").key(field).child("type");
        faults.add(FieldFault.invalid(here, "\"" + type.asText() + "\"", "must be string"));
      }
    }
    JsonNode metadata = properties.path("metadata");
    if (metadata.isMissingNode()) {
      return;
    }
    Place here = at.child("properties").key("metadata");
    if (!metadata.path("type").asText().equals("object")) {
      String type = "\"" + metadata.path("type").asText() + "\"";
      faults.add(FieldFault.invalid(here.child("type"), type, "must be object"));
    }
    if (level == Level.ROOT) {
      boolean names = true;
      for (var entry : metadata.properties()) {
        names &= List.of("type", "properties", "default").contains(entry.getKey());
      }
      for (var property : metadata.path("properties").properties()) {
        names &= List.of("name", "generateName").contains(property.getKey());
      }
      if (!names) {
        forbidden(
            here,
            "must not specify anything other than name and generateName, but metadata is"
                + " implicitly specified");
      }
    }
  }

  /** Whether alternatives say nothing but integer and string. */
  private static boolean isIntOrString(JsonNode schema) {
    JsonNode any = schema.path("anyOf");
    return any.size() == 2
        && any.get(0).size() == 1
        && any.get(1).size() == 1
        && any.get(0).path("type").asText().equals("integer")
        && any.get(1).path("type").asText().equals("string");
  }

  private void values(JsonNode schema, boolean skipAny, boolean skipAnyOfFirst, Place at) {
    for (String junctor : JUNCTORS) {
      JsonNode parts = schema.path(junctor);
      for (int i = 0; i < parts.size(); i++) {
        if (!(junctor.equals("anyOf") && skipAny)) {
          boolean skip = junctor.equals("allOf") && i == 0 && skipAnyOfFirst;
          nested(parts.get(i), skip, at.child(junctor).index(i));
        }
      }
    }
    if (schema.path("not").isObject()) {
      nested(schema.path("not"), false, at.child("not"));
    }
    String pattern = schema.path("pattern").asText();
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      faults.add(
          FieldFault.invalid(
              at.child("pattern"),
              schema.path("pattern").toString(),
              "must be a valid regular expression, but isn't: " + e.getMessage()));
    }
  }

  private void nested(JsonNode part, boolean skipAny, Place at) {
    values(part, skipAny, false, at);
    if (part.path("items").isObject()) {
      nested(part.path("items"), false, at.child("items"));
    }
    for (var property : part.path("properties").properties()) {
      nested(property.getValue(), false, at.child("properties").key(property.getKey()));
    }
    empty(part, "type", at, "must be empty to be structural");
    empty(part, "title", at, "must be empty to be structural");
    empty(part, "description", at, "must be empty to be structural");
    empty(part, "additionalProperties", at, "must be undefined to be structural");
    empty(part, "default", at, "must be undefined to be structural");
    empty(part, "nullable", at, "must be false to be structural");
    empty(part, "x-kubernetes-preserve-unknown-fields", at, "must be false to be structural");
    empty(part, "x-kubernetes-embedded-resource", at, "must be false to be structural");
    empty(part, "x-kubernetes-int-or-string", at, "must be false to be structural");
    empty(part, "x-kubernetes-list-map-keys", at, "must be empty to be structural");
    empty(part, "x-kubernetes-list-type", at, "must be undefined to be structural");
    empty(part, "x-kubernetes-map-type", at, "must be undefined to be structural");
    empty(part, "x-kubernetes-validations", at, "must be empty to be structural");
    if (part.path("properties").has("metadata")) {
      forbidden(
          at.child("properties").key("metadata"), "must not be specified in a nested context");
    }
  }

  private void empty(JsonNode part, String field, Place at, String rule) {
    JsonNode value = part.path(field);
    boolean absent =
        value.isMissingNode()
            || value.isNull()
            || value.isBoolean() && !value.asBoolean() && !field.equals("additionalProperties")
            || value.isArray() && value.isEmpty();
    if (!absent) {
      forbidden(at.child(field), rule);
    }
  }

  /** What a restriction names must be declared. */
  private void complete(JsonNode part, JsonNode schema, Place schemaAt, Place at) {
    for (String junctor : JUNCTORS) {
      for (int i = 0; i < part.path(junctor).size(); i++) {
        nestedComplete(part.path(junctor).get(i), schema, schemaAt, at.child(junctor).index(i));
      }
    }
    if (part.path("not").isObject()) {
      nestedComplete(part.path("not"), schema, schemaAt, at.child("not"));
    }
  }

  private void nestedComplete(JsonNode part, JsonNode schema, Place schemaAt, Place at) {
    if (!schema.isObject()) {
      faults.add(FieldFault.required(schemaAt, "because it is defined in " + at));
      return;
    }
    complete(part, schema, schemaAt, at);
    if (part.path("items").isObject()) {
      nestedComplete(
          part.path("items"), schema.path("items"), schemaAt.child("items"), at.child("items"));
    }
    for (var property : part.path("properties").properties()) {
      nestedComplete(
          property.getValue(),
          schema.path("properties").path(property.getKey()),
          schemaAt.child("properties").key(property.getKey()),
          at.child("properties").key(property.getKey()));
    }
  }

  private static boolean isSet(JsonNode schema, String field) {
    return schema.path(field).asBoolean();
  }

  private void forbidden(Place at, String rule) {
    faults.add(FieldFault.forbidden(at, rule));
  }
}
