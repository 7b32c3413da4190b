package dev.tend.schema.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.schema.cel.CelLanguage;
import dev.tend.schema.cel.RuleDeclarations;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.Place;
import dev.tend.schema.structural.StringFormats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What of OpenAPI a definition may use, and its CEL rules. */
final class OpenApiRules {
  private static final Set<String> TYPES =
      Set.of("array", "boolean", "integer", "number", "object", "string");
  private static final Map<String, String> UNSUPPORTED =
      Map.of(
          "id", "id is not supported",
          "additionalItems", "additionalItems is not supported",
          "patternProperties", "patternProperties is not supported",
          "definitions", "definitions is not supported",
          "dependencies", "dependencies is not supported",
          "$ref", "$ref is not supported");
  private static final Set<String> META = Set.of("metadata", "kind", "apiVersion");

  private final Supplier<CelLanguage> language;
  private final boolean sound;
  private final List<FieldFault> faults = new ArrayList<>();
  private final List<FieldFault> ruleFaults = new ArrayList<>();

  /**
   * @param sound whether the schema is structural: only then its rules can be compiled
   */
  OpenApiRules(Supplier<CelLanguage> language, boolean sound) {
    this.language = language;
    this.sound = sound;
  }

  List<FieldFault> faults() {
    List<FieldFault> all = new ArrayList<>(faults);
    all.addAll(ruleFaults);
    return all;
  }

  void check(JsonNode schema, Place at) {
    schema(schema, at, new Context(true, true, "", null, true));
  }

  /**
   * Where a schema is.
   *
   * @param defaults whether defaults are allowed
   * @param why they are not
   * @param lost the place around it that old and new values can't be matched within, or null
   * @param compiles whether rules may be here at all
   */
  private record Context(
      boolean root, boolean defaults, String why, @Nullable Place lost, boolean compiles) {
    Context inside() {
      return new Context(false, defaults, why, lost, compiles);
    }

    Context lostIn(Place place) {
      return new Context(false, defaults, why, lost == null ? place : lost, compiles);
    }

    Context restriction() {
      return new Context(false, defaults, why, lost, false);
    }

    Context withoutDefaults(String reason) {
      return new Context(false, false, reason, lost, compiles);
    }
  }

  /** Whether there are faults here or below. */
  private void schema(JsonNode schema, Place at, Context context) {
    int before = faults.size();
    generic(schema, at, context);
    JsonNode others = schema.path("additionalProperties");
    if (others.isObject()) {
      if (!schema.path("properties").isEmpty()) {
        forbid(
            at.child("additionalProperties"),
            "additionalProperties and properties are mutual exclusive");
      }
      schema(others, at.child("additionalProperties"), context.inside());
    }
    for (var property : schema.path("properties").properties()) {
      String name = property.getKey();
      Context inner = context.inside();
      if (context.root() && META.contains(name)) {
        inner = inner.withoutDefaults(" in top-level " + name);
      }
      schema(property.getValue(), at.child("properties").key(name), inner);
    }
    for (String junctor : List.of("allOf", "oneOf", "anyOf")) {
      for (int i = 0; i < schema.path(junctor).size(); i++) {
        schema(schema.path(junctor).get(i), at.child(junctor).index(i), context.restriction());
      }
    }
    if (schema.path("not").isObject()) {
      schema(schema.path("not"), at.child("not"), context.restriction());
    }
    if (schema.path("items").isObject()) {
      boolean keyed = schema.path("x-kubernetes-list-type").asText().equals("map");
      schema(
          schema.path("items"), at.child("items"), keyed ? context.inside() : context.lostIn(at));
    }
    faults.addAll(ListTypeRules.check(schema, at));
    faults.addAll(RuleDeclarations.shape(schema, at));
    if (context.compiles()
        && sound
        && faults.size() == before
        && schema.has("x-kubernetes-validations")) {
      ruleFaults.addAll(
          RuleDeclarations.compile(language.get(), schema, context.root(), at, context.lost()));
    }
  }

  private void generic(JsonNode schema, Place at, Context context) {
    String type = schema.path("type").asText();
    if (type.equals("null")) {
      forbid(at.child("type"), "type cannot be set to null, use nullable as an alternative");
    } else if (!type.isEmpty() && !TYPES.contains(type)) {
      String known = "\"array\", \"boolean\", \"integer\", \"number\", \"object\", \"string\"";
      faults.add(FieldFault.notSupported(at.child("type"), "\"" + type + "\"", known));
    }
    if (schema.hasNonNull("default") && !context.defaults()) {
      forbid(at.child("default"), "must not be set" + context.why());
    }
    UNSUPPORTED.keySet().stream()
        .sorted()
        .filter(field -> schema.hasNonNull(field))
        .forEach(field -> forbid(at.child(field), UNSUPPORTED.getOrDefault(field, "")));
    if (schema.path("items").isArray()) {
      forbid(at.child("items"), "items must be a schema object and not an array");
    }
    if (schema.path("uniqueItems").asBoolean()) {
      forbid(
          at.child("uniqueItems"),
          "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
    }
    JsonNode free = schema.path("x-kubernetes-preserve-unknown-fields");
    if (free.isBoolean() && !free.asBoolean()) {
      faults.add(
          FieldFault.invalid(
              at.child("x-kubernetes-preserve-unknown-fields"),
              "false",
              "must be true or undefined"));
    }
  }

  /** Whether nothing in the schema is unsupported. */
  static boolean isReadable(JsonNode schema) {
    if (UNSUPPORTED.keySet().stream().anyMatch(schema::hasNonNull)
        || schema.path("items").isArray()) {
      return false;
    }
    for (var property : schema.path("properties").properties()) {
      if (!isReadable(property.getValue())) {
        return false;
      }
    }
    return isReadableOrAbsent(schema.path("items"))
        && isReadableOrAbsent(schema.path("additionalProperties"));
  }

  private static boolean isReadableOrAbsent(JsonNode schema) {
    return !schema.isObject() || isReadable(schema);
  }

  static void unknownFormats(JsonNode schema, List<String> formats) {
    String format = schema.path("format").asText();
    if (!format.isEmpty()
        && schema.path("type").asText().equals("string")
        && !StringFormats.isKnown(format.replace("-", ""))) {
      formats.add(format);
    }
    schema.path("properties").forEach(property -> unknownFormats(property, formats));
    for (String field : List.of("items", "additionalProperties")) {
      if (schema.path(field).isObject()) {
        unknownFormats(schema.path(field), formats);
      }
    }
  }

  private void forbid(Place at, String rule) {
    faults.add(FieldFault.forbidden(at, rule));
  }
}
