package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** The formats that servers check of built-in kinds. */
final class ValueFormats {
  private static final Pattern QUANTITY =
      Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?");

  private ValueFormats() {}

  /** Whether a value has a format; one that nobody checks it has. */
  static boolean accepts(String format, JsonNode value) {
    return switch (format) {
      case "int32", "int64" -> isWhole(value, format.equals("int32"));
      case "byte", "date-time", "annotation-key", "label-key", "label-value", "quantity" ->
          !value.isTextual() || accepts(format, value.asText());
      default -> true;
    };
  }

  static boolean accepts(String format, String text) {
    return switch (format) {
      case "byte" -> isBase64(text);
      case "date-time" -> isDateTime(text);
      case "annotation-key" -> Names.isAnnotationKey(text);
      case "label-key" -> Names.isQualified(text);
      case "label-value" -> Names.isLabelValue(text);
      case "quantity" -> QUANTITY.matcher(text).matches();
      default -> true;
    };
  }

  /** A whole number of 32 or 64 bits; the type says whether it is a number at all. */
  static boolean isWhole(JsonNode value, boolean narrow) {
    if (!value.isNumber() || !value.canConvertToExactIntegral()) {
      return true;
    }
    // A double rounds the largest long up, beyond its range.
    boolean inLong =
        value.isIntegralNumber()
            ? value.canConvertToLong()
            : Math.abs(value.doubleValue()) < 0x1p63;
    return narrow ? value.canConvertToInt() : inLong;
  }

  /** Standard base64 with padding; line ends are skipped, as Go does. */
  private static boolean isBase64(String text) {
    int digits = 0;
    int padding = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        padding++;
      } else if (c != '\n' && c != '\r') {
        boolean digit =
            c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9'
                || c == '+'
                || c == '/';
        if (!digit || padding > 0) {
          return false;
        }
        digits++;
      }
    }
    return padding <= 2 && (digits + padding) % 4 == 0;
  }

  private static boolean isDateTime(String text) {
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text) != null && text.length() >= 20;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
