package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.format.Format;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The formats that servers check. They leave others alone, and so do these. */
final class Formats {
  static final List<Format> ALL =
      List.of(
          new TextFormat("byte", Formats::isBase64),
          new TextFormat("date-time", Formats::isDateTime),
          new TextFormat("annotation-key", Names::isAnnotationKey),
          new TextFormat("label-key", Names::isQualified),
          new TextFormat("label-value", Names::isLabelValue),
          new WholeNumber("int32"),
          new WholeNumber("int64"),
          new Quantity());

  /** Those above, and those that the engine knows and servers check in custom resources too. */
  static final Set<String> NAMES =
      Stream.concat(
              ALL.stream().map(Format::getName),
              Stream.of("date", "email", "hostname", "ipv4", "ipv6", "uri"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern QUANTITY =
      Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?");

  private Formats() {}

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

  /** A format of strings. */
  private record TextFormat(String name, Predicate<String> test) implements Format {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean matches(ExecutionContext execution, String value) {
      return test.test(value);
    }
  }

  /** A whole number of so many bits. */
  private record WholeNumber(String name) implements Format {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean matches(ExecutionContext execution, SchemaContext schema, JsonNode value) {
      if (!value.isNumber() || !value.canConvertToExactIntegral()) {
        return true; // The type says so.
      }
      // A double rounds the largest long up, beyond its range.
      boolean inLong =
          value.isIntegralNumber()
              ? value.canConvertToLong()
              : Math.abs(value.doubleValue()) < 0x1p63;
      return name.equals("int32") ? value.canConvertToInt() : inLong;
    }
  }

  /** A number with a unit, or a plain number. */
  private record Quantity() implements Format {
    @Override
    public String getName() {
      return "quantity";
    }

    @Override
    public boolean matches(ExecutionContext execution, String value) {
      return QUANTITY.matcher(value).matches();
    }
  }
}
