package dev.tend.render.kustomize.tree;

import java.math.BigDecimal;

/** Numbers with fractions, as Go prints them in their shortest form. */
public final class GoFloat {
  private static final int MOST_PLAIN_DIGITS = 6;
  private static final int LEAST_EXPONENT = -4;

  private GoFloat() {}

  public static String text(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= LEAST_EXPONENT && exponent < MOST_PLAIN_DIGITS) {
      return shortest.toPlainString();
    }
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    int size = Math.abs(exponent);
    return (value < 0 ? "-" : "")
        + mantissa
        + (exponent < 0 ? "e-" : "e+")
        + (size < 10 ? "0" : "")
        + size;
  }
}
