package dev.tend.render.kustomize.tree;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an unquoted scalar means to kustomize: YAML 1.2 with the octals of 1.1, and dates. (The
 * server and kubectl read YAML 1.1 instead; see {@code manifest}.)
 */
public final class PlainScalar {
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(64);

  private PlainScalar() {}

  public static Tag resolve(String text) {
    if (text.isEmpty()) {
      return Tag.NULL;
    }
    char first = text.charAt(0);
    if (first >= '0' && first <= '9' || first == '+' || first == '-' || first == '.') {
      return numeric(text, first);
    }
    return switch (text) {
      case "~", "null", "Null", "NULL" -> Tag.NULL;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> Tag.BOOLEAN;
      case "<<" -> Tag.MERGE;
      default -> Tag.STRING;
    };
  }

  private static Tag numeric(String text, char first) {
    if (isSpecialFloat(text)) {
      return Tag.FLOAT;
    }
    if (first == '.') {
      return FLOAT.matcher(text).matches() ? Tag.FLOAT : Tag.STRING;
    }
    if (Timestamps.parse(text).isPresent()) {
      return Tag.TIMESTAMP;
    }
    String digits = text.indexOf('_') < 0 ? text : text.replace("_", "");
    if (integer(digits).isPresent()) {
      return Tag.INTEGER;
    }
    return FLOAT.matcher(digits).matches() ? Tag.FLOAT : Tag.STRING;
  }

  static boolean isSpecialFloat(String text) {
    return switch (text) {
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> true;
      case "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN" -> true;
      default -> false;
    };
  }

  /** A whole number of 64 bits, signed or not; empty where the text is none. */
  static Optional<BigInteger> integer(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String body = signed ? text.substring(1) : text;
    int radix = 10;
    if (body.length() > 1 && body.charAt(0) == '0') {
      radix =
          switch (body.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
          };
      boolean marked = "xXbBoO".indexOf(body.charAt(1)) >= 0;
      body = body.substring(marked ? 2 : 1);
    }
    if (body.isEmpty() || !allDigits(body, radix)) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(body, radix);
    BigInteger result = text.startsWith("-") ? value.negate() : value;
    boolean fits = result.bitLength() <= 63 || !signed && value.compareTo(UNSIGNED_LIMIT) < 0;
    return fits ? Optional.of(result) : Optional.empty();
  }

  private static boolean allDigits(String text, int radix) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 'z' || Character.digit(c, radix) < 0) {
        return false;
      }
    }
    return text.length() < 100;
  }
}
