package dev.tend.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an unquoted YAML scalar means to Kubernetes: its YAML reader follows YAML 1.1 for booleans
 * and octals, YAML 1.2 for {@code 0o} and sexagesimals, and keeps dates as text.
 */
final class PlainScalars {
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private PlainScalars() {}

  /** The value: text, boolean, null or number; NaN and infinities come as DoubleNode. */
  static JsonNode resolve(String text) {
    if (text.isEmpty()) {
      return NullNode.instance;
    }
    char first = text.charAt(0);
    if (first >= '0' && first <= '9' || first == '+' || first == '-' || first == '.') {
      Double special = special(text);
      if (special != null) {
        return DoubleNode.valueOf(special);
      }
      Optional<Number> number = number(text);
      return number.isPresent() ? json(number.get()) : TextNode.valueOf(text);
    }
    return switch (text) {
      case "true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON" ->
          BooleanNode.TRUE;
      case "false", "False", "FALSE", "n", "N", "no", "No", "NO", "off", "Off", "OFF" ->
          BooleanNode.FALSE;
      case "null", "Null", "NULL", "~" -> NullNode.instance;
      default -> TextNode.valueOf(text);
    };
  }

  /** Whether it is a boolean that most people take for text. */
  static boolean isAmbiguousBoolean(String text) {
    return text.length() <= 3
        && switch (text) {
          case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON" -> true;
          case "n", "N", "no", "No", "NO", "off", "Off", "OFF" -> true;
          default -> false;
        };
  }

  /** The text that an unquoted mapping key becomes; empty where it can't be a key: null. */
  static Optional<String> key(String text) {
    JsonNode value = resolve(text);
    if (value.isNull()) {
      return Optional.empty();
    }
    if (!value.isNumber()) {
      return Optional.of(value.asText());
    }
    if (special(text) != null) {
      return Optional.of(text);
    }
    Number number = number(text).orElseThrow();
    return Optional.of(number instanceof Double d ? floatKey(d) : number.toString());
  }

  /**
   * A fraction or whole number as JSON carries it to the server: whole numbers lose their point.
   */
  static JsonNode json(Number number) {
    if (!(number instanceof Double) && !(number instanceof BigInteger)) {
      return whole(number.longValue());
    }
    double value = number.doubleValue();
    if (value != Math.rint(value)) {
      return DoubleNode.valueOf(value);
    }
    BigDecimal exact = new BigDecimal(Double.toString(value));
    return exact.compareTo(LONG_MIN) >= 0 && exact.compareTo(LONG_MAX) <= 0
        ? whole(exact.longValueExact())
        : DoubleNode.valueOf(value);
  }

  private static JsonNode whole(long value) {
    return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }

  private static @Nullable Double special(String text) {
    return switch (text) {
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
      case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
      case ".nan", ".NaN", ".NAN" -> Double.NaN;
      default -> null;
    };
  }

  /** A Long, a BigInteger below 2^64, or a finite Double. */
  private static Optional<Number> number(String text) {
    char last = text.charAt(text.length() - 1);
    if (!Character.isLetterOrDigit(last) && last != '.' && last != '_') {
      return Optional.empty();
    }
    String digits = text.indexOf('_') < 0 ? text : text.replace("_", "");
    Optional<Number> whole = digits.startsWith(".") ? Optional.empty() : WholeNumbers.parse(digits);
    if (whole.isPresent()) {
      return whole;
    }
    if (!FLOAT.matcher(digits).matches()) {
      return Optional.empty();
    }
    double value = Double.parseDouble(digits);
    return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
  }

  /** As Go prints a 32 bit float in its shortest form: {@code 1.5}, {@code 1e+06}. */
  private static String floatKey(double value) {
    BigDecimal shortest = new BigDecimal(Float.toString((float) value)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (shortest.signum() == 0) {
      return "0";
    }
    if (exponent >= -4 && exponent < 6) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = shortest.signum() < 0 ? "-" : "";
    return sign
        + mantissa
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
