package dev.tend.schema.cel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as Go writes them. */
final class GoNumbers {
  private static final int MOST_BEFORE_EXPONENT = 21;
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private GoNumbers() {}

  /** The shortest text that is read as the same number; exponents from 1e+06 and 1e-05 on. */
  static String shortest(double value) {
    return shortest(value, 6);
  }

  /** Like {@link #shortest(double)}; exponents from 1e+21 on, as Go's %v. */
  static String plain(double value) {
    return shortest(value, MOST_BEFORE_EXPONENT);
  }

  private static String shortest(double value, int exponentFrom) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= -4 && exponent < exponentFrom) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (value < 0 ? "-" : "")
        + mantissa
        + "e"
        + (exponent < 0 ? "-" : "+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  /** Without commas. */
  static String plainFixed(double value, int precision) {
    return fixed(value, precision).replace(",", "");
  }

  /** With thousands set apart by commas. */
  static String fixed(double value, int precision) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return unbounded(value);
    }
    BigDecimal rounded = new BigDecimal(value).setScale(precision, RoundingMode.HALF_EVEN);
    return String.format(Locale.ROOT, "%,." + precision + "f", rounded);
  }

  /** {@code 1.052033×10⁰³}. */
  static String scientific(double value, int precision) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return unbounded(value);
    }
    String[] parts = String.format(Locale.ROOT, "%." + precision + "e", value).split("e", 2);
    StringBuilder text = new StringBuilder(parts[0]).append("×10");
    if (parts[1].startsWith("-")) {
      text.append('⁻');
    }
    for (char digit : parts[1].substring(1).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  private static String unbounded(double value) {
    return Double.isNaN(value) ? "NaN" : (value > 0 ? "∞" : "-∞");
  }
}
