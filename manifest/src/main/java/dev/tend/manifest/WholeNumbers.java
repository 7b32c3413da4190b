package dev.tend.manifest;

import java.math.BigInteger;
import java.util.Optional;

/** Whole numbers as YAML's Go library reads them: decimal, hexadecimal, octal and binary. */
public final class WholeNumbers {
  private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(64);

  private WholeNumbers() {}

  /**
   * @return a Long, or a BigInteger that has 64 bits without a sign; empty where the text is none
   */
  public static Optional<Number> parse(String text) {
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
      boolean marked = Character.isLetter(body.charAt(1));
      if (marked && radix == 8 && Character.toLowerCase(body.charAt(1)) != 'o') {
        return Optional.empty();
      }
      body = body.substring(marked ? 2 : 1);
    }
    if (body.isEmpty() || !allDigits(body, radix)) {
      return Optional.empty();
    }
    if (body.length() <= 12) {
      long value = Long.parseLong(body, radix);
      return Optional.of(text.startsWith("-") ? -value : value);
    }
    BigInteger value = new BigInteger(body, radix);
    BigInteger result = text.startsWith("-") ? value.negate() : value;
    if (result.bitLength() <= 63) {
      return Optional.of(result.longValue());
    }
    return signed || value.compareTo(UNSIGNED_LIMIT) >= 0 ? Optional.empty() : Optional.of(value);
  }

  private static boolean allDigits(String text, int radix) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 'z' || Character.digit(c, radix) < 0) {
        return false;
      }
    }
    return true;
  }
}
