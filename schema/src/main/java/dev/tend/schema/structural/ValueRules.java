package dev.tend.schema.structural;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tend.schema.structural.FieldFault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values against a structural schema, in the server's words. Unchanged values stay allowed. */
public final class ValueRules {
  private ValueRules() {}

  /**
   * @param place of the value; faults name it in their texts as seen from {@code Place.ROOT}
   * @param before the value and what it replaces, or null
   */
  public static List<FieldFault> check(
      JsonNode value, JsonNode schema, Place place, @Nullable Correlation before) {
    return check(value, schema, place, place.text(), before);
  }

  /** Of a part that is not in its place yet, such as a default: texts name no field. */
  public static List<FieldFault> checkAlone(JsonNode value, JsonNode schema, Place place) {
    return check(value, schema, place, "", null);
  }

  private static List<FieldFault> check(
      JsonNode value, JsonNode schema, Place place, String name, @Nullable Correlation before) {
    List<FieldFault> faults = new ArrayList<>();
    walk(value, schema, place, name, before, faults);
    return !faults.isEmpty() && before != null && before.isSame() ? List.of() : faults;
  }

  private static void walk(
      JsonNode value,
      JsonNode schema,
      Place place,
      String name,
      @Nullable Correlation before,
      List<FieldFault> faults) {
    if (value.isNull() && schema.path("nullable").asBoolean()) {
      return;
    }
    String type = typeOf(schema);
    if (!fits(value, type)) {
      String found = typeName(value);
      faults.add(
          new FieldFault(
              Kind.TYPE_INVALID,
              place,
              quoted(found),
              "%s in body must be of type %s: %s".formatted(name, type, quoted(found))));
      return;
    }
    allowed(value, schema, place, faults);
    if (value.isTextual()) {
      text(value, schema, place, name, faults);
    } else if (value.isNumber()) {
      number(value, schema, place, name, faults);
    } else if (value.isArray()) {
      list(value, schema, place, name, before, faults);
    } else if (value.isObject()) {
      object(value, schema, place, name, before, faults);
    }
    Alternatives.check(value, schema, place, name, faults);
  }

  private static String typeOf(JsonNode schema) {
    return schema.path("x-kubernetes-int-or-string").asBoolean()
        ? "integer,string"
        : schema.path("type").asText();
  }

  private static boolean fits(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "integer" -> isWhole(value);
      case "integer,string" -> isWhole(value) || value.isTextual();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> true;
    };
  }

  private static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber()
        || value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
  }

  private static String typeName(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "array";
      case BOOLEAN -> "boolean";
      case NUMBER -> isWhole(value) ? "integer" : "number";
      case OBJECT -> "object";
      case STRING -> "string";
      default -> "null";
    };
  }

  private static void allowed(
      JsonNode value, JsonNode schema, Place place, List<FieldFault> faults) {
    JsonNode values = schema.path("enum");
    if (values.isEmpty()) {
      return;
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : values) {
      boolean same =
          one.isNumber() && value.isNumber()
              ? one.decimalValue().compareTo(value.decimalValue()) == 0
              : one.equals(value);
      if (same) {
        return;
      }
      texts.add(quoted(one.isContainerNode() ? one.toString() : one.asText()));
    }
    faults.add(FieldFault.notSupported(place, value.toString(), String.join(", ", texts)));
  }

  private static void text(
      JsonNode value, JsonNode schema, Place place, String name, List<FieldFault> faults) {
    limit(value, schema, place, name).ifPresent(faults::add);
    String format = schema.path("format").asText();
    if (!StringFormats.accepts(format.replace("-", ""), value.asText())) {
      String detail = "%s in body must be of type %s: %s".formatted(name, format, value);
      faults.add(new FieldFault(Kind.TYPE_INVALID, place, value.toString(), detail));
    }
  }

  /** The first of the limits of a text that it breaks. */
  private static Optional<FieldFault> limit(
      JsonNode value, JsonNode schema, Place place, String name) {
    String text = value.asText();
    int length = text.codePointCount(0, text.length());
    JsonNode most = schema.path("maxLength");
    if (most.isNumber() && length > most.asLong()) {
      String detail = "may not be more than %d bytes".formatted(most.asLong());
      return Optional.of(new FieldFault(Kind.TOO_LONG, place, "", detail));
    }
    JsonNode least = schema.path("minLength");
    if (least.isNumber() && length < least.asLong()) {
      String detail = "%s in body should be at least %d chars long".formatted(name, least.asLong());
      return Optional.of(FieldFault.invalid(place, value.toString(), detail));
    }
    String pattern = schema.path("pattern").asText();
    if (!pattern.isEmpty() && !matches(pattern, text)) {
      String detail = "%s in body should match '%s'".formatted(name, pattern);
      return Optional.of(FieldFault.invalid(place, value.toString(), detail));
    }
    return Optional.empty();
  }

  private static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return true; // The definition is at fault, and says so.
    }
  }

  private static void number(
      JsonNode value, JsonNode schema, Place place, String name, List<FieldFault> faults) {
    JsonNode least = schema.path("minimum");
    boolean open = schema.path("exclusiveMinimum").asBoolean();
    if (least.isNumber() && isBelow(value, least, open)) {
      String detail =
          "%s in body should be greater than %s%s"
              .formatted(name, open ? "" : "or equal to ", least.asText());
      faults.add(FieldFault.invalid(place, value.toString(), detail));
    }
    JsonNode most = schema.path("maximum");
    boolean openTop = schema.path("exclusiveMaximum").asBoolean();
    if (most.isNumber() && isBelow(most, value, openTop)) {
      String detail =
          "%s in body should be less than %s%s"
              .formatted(name, openTop ? "" : "or equal to ", most.asText());
      faults.add(FieldFault.invalid(place, value.toString(), detail));
    }
    JsonNode step = schema.path("multipleOf");
    if (step.isNumber()
        && step.decimalValue().signum() > 0
        && value.decimalValue().remainder(step.decimalValue()).signum() != 0) {
      String detail = "%s in body should be a multiple of %s".formatted(name, step.asText());
      faults.add(FieldFault.invalid(place, value.toString(), detail));
    }
  }

  private static boolean isBelow(JsonNode one, JsonNode other, boolean orEqual) {
    int compared = one.decimalValue().compareTo(other.decimalValue());
    return compared < 0 || orEqual && compared == 0;
  }

  private static void list(
      JsonNode list,
      JsonNode schema,
      Place place,
      String name,
      @Nullable Correlation before,
      List<FieldFault> faults) {
    amount(list, schema, place, name, "Items", "items", faults);
    for (int i = 0; i < list.size(); i++) {
      faults.addAll(
          check(
              list.get(i),
              schema.path("items"),
              place.index(i),
              name + "[" + i + "]",
              before == null ? null : before.index(i)));
    }
  }

  private static void object(
      JsonNode value,
      JsonNode schema,
      Place place,
      String name,
      @Nullable Correlation before,
      List<FieldFault> faults) {
    amount(value, schema, place, name, "Properties", "properties", faults);
    JsonNode others = schema.path("additionalProperties");
    for (var entry : value.properties()) {
      String field = entry.getKey();
      JsonNode property = schema.path("properties").path(field);
      JsonNode of = property.isMissingNode() ? others : property;
      if (of.isObject()) {
        boolean type =
            place.text().isEmpty() && (field.equals("apiVersion") || field.equals("kind"));
        faults.addAll(
            check(
                entry.getValue(),
                of,
                place.child(field),
                name.isEmpty() ? field : name + "." + field,
                before == null || type ? null : before.key(field)));
      }
    }
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asText())) {
        faults.add(FieldFault.required(place.child(required.asText()), ""));
      }
    }
  }

  private static void amount(
      JsonNode value,
      JsonNode schema,
      Place place,
      String name,
      String what,
      String word,
      List<FieldFault> faults) {
    JsonNode least = schema.path("min" + what);
    String size = String.valueOf(value.size());
    if (least.isNumber() && value.size() < least.asLong()) {
      String detail = "%s in body should have at least %d %s".formatted(name, least.asLong(), word);
      faults.add(FieldFault.invalid(place, size, detail));
    }
    JsonNode most = schema.path("max" + what);
    if (most.isNumber() && value.size() > most.asLong()) {
      String detail = "must have at most %d items".formatted(most.asLong());
      faults.add(new FieldFault(Kind.TOO_MANY, place, size, detail));
    }
  }

  static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
