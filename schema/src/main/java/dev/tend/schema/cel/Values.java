package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What expressions see of trees. */
final class Values {
  private Values() {}

  /**
   * A value as its schema types it; one that doesn't fit its schema as it is.
   *
   * @param root whether it is a resource, so that it has type and metadata
   */
  static Object typed(JsonNode value, JsonNode schema, boolean root) {
    if (value.isNull()) {
      return NullValue.NULL_VALUE;
    }
    String type = schema.path("type").asText();
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return dynamic(value);
    } else if (value.isObject() && type.equals("object")) {
      JsonNode others = schema.path("additionalProperties");
      boolean embedded = root || schema.path("x-kubernetes-embedded-resource").asBoolean();
      if (!embedded && !schema.has("properties") && others.isObject()) {
        Map<String, Object> map = new LinkedHashMap<>();
        value
            .properties()
            .forEach(entry -> map.put(entry.getKey(), typed(entry.getValue(), others, false)));
        return map;
      }
      return new ObjectValue(value, embedded ? SchemaTypes.completed(schema) : schema);
    } else if (value.isArray() && type.equals("array")) {
      List<Object> items = new ArrayList<>();
      value.forEach(item -> items.add(typed(item, schema.path("items"), false)));
      return TypedList.of(items, schema);
    } else if (value.isTextual() && type.equals("string")) {
      return text(value.asText(), schema.path("format").asText());
    } else if (value.isNumber() && type.equals("number")) {
      return value.doubleValue();
    }
    return dynamic(value);
  }

  private static Object text(String text, String format) {
    return switch (format) {
      case "duration" -> GoDurations.parseLenient(text).<Object>map(d -> d).orElse(text);
      case "date" -> date(text).<Object>map(d -> d).orElse(text);
      case "date-time" -> dateTime(text).<Object>map(d -> d).orElse(text);
      case "byte" -> base64(text).<Object>map(CelByteString::of).orElse(text);
      default -> text;
    };
  }

  /** A value as its own shape types it. */
  static Object dynamic(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        value.properties().forEach(entry -> map.put(entry.getKey(), dynamic(entry.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        value.forEach(item -> items.add(dynamic(item)));
        yield items;
      }
      case STRING -> value.asText();
      case BOOLEAN -> value.asBoolean();
      case NUMBER -> value.isIntegralNumber() ? (Object) value.longValue() : value.doubleValue();
      default -> NullValue.NULL_VALUE;
    };
  }

  static Optional<byte[]> base64(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Optional<Instant> dateTime(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** {@code 90.5s}. */
  static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.getSeconds())
            .add(BigDecimal.valueOf(duration.getNano(), 9))
            .stripTrailingZeros()
            .toPlainString()
        + "s";
  }

  /** In UTC, with no more digits of a second than it has. */
  static String timestamp(Instant time) {
    String text = time.toString();
    return text.contains(".") ? text.replaceFirst("0+Z$", "Z") : text;
  }

  /** As the language names the value's type. */
  static String typeName(Object value) {
    return switch (value) {
      case Boolean ignored -> "bool";
      case Long ignored -> "int";
      case UnsignedLong ignored -> "uint";
      case Double ignored -> "double";
      case String ignored -> "string";
      case CelByteString ignored -> "bytes";
      case Duration ignored -> "google.protobuf.Duration";
      case Instant ignored -> "google.protobuf.Timestamp";
      case NullValue ignored -> "null_type";
      case List<?> ignored -> "list";
      case Map<?, ?> ignored -> "map";
      case ObjectValue ignored -> "map";
      default -> "dyn";
    };
  }

  /** As Go prints the value in messages. */
  static String goText(Object value) {
    return value instanceof Double number ? GoNumbers.plain(number) : String.valueOf(value);
  }

  static CelFault noSuchOverload() {
    return new CelFault("no such overload");
  }
}
