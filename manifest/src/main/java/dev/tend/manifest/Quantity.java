package dev.tend.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of a resource, such as {@code 100m} or {@code 1.5Gi}. Two quantities are equal when
 * their values are, however they were written.
 */
public final class Quantity implements Comparable<Quantity> {
  /** How an amount is written; it says which suffix its canonical form takes. */
  public enum Format {
    /** {@code n u m k M G T P E}. */
    DECIMAL,
    /** {@code Ki Mi Gi Ti Pi Ei}. */
    BINARY,
    /** {@code e3}, {@code E6}. */
    EXPONENT
  }

  private static final Pattern SYNTAX =
      Pattern.compile(
          "([+-]?)([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,9})?");
  private static final Map<String, Integer> DECIMAL_EXPONENTS =
      Map.ofEntries(
          Map.entry("n", -9),
          Map.entry("u", -6),
          Map.entry("m", -3),
          Map.entry("", 0),
          Map.entry("k", 3),
          Map.entry("M", 6),
          Map.entry("G", 9),
          Map.entry("T", 12),
          Map.entry("P", 15),
          Map.entry("E", 18));
  private static final List<String> DECIMAL_SUFFIXES =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
  private static final String BINARY_SUFFIXES = "KMGTPE";
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigInteger KIBI = BigInteger.valueOf(1024);
  private static final int NANO = 9;
  private static final int MILLI = 3;
  private static final int FAR = 100;

  /** How many digits a server reads without a decimal of any length. */
  private static final int FEW_DIGITS = 18;

  private static final Pattern ENDS_IN_THOUSANDS = Pattern.compile(".*000");

  private final BigDecimal value;
  private final Format format;

  /** As it was written, where a server leaves it so; else empty. */
  private final String kept;

  private Quantity(BigDecimal value, Format format) {
    this(value, format, "");
  }

  private Quantity(BigDecimal value, Format format, String kept) {
    this.value = value;
    this.format = format;
    this.kept = kept;
  }

  /**
   * Empty where the text is no quantity. What is finer than a billionth is rounded away from zero,
   * and what is larger than 2^63-1 with a binary suffix is cut to that, as the API server does.
   */
  public static Optional<Quantity> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (text.length() > FAR || !matcher.matches()) {
      return Optional.empty();
    }
    String suffix = matcher.group(3) == null ? "" : matcher.group(3);
    BigDecimal number = new BigDecimal(matcher.group(2));
    Format format = Format.DECIMAL;
    if (suffix.endsWith("i")) {
      format = Format.BINARY;
      int power = BINARY_SUFFIXES.indexOf(suffix.charAt(0)) + 1;
      number = number.multiply(new BigDecimal(KIBI.pow(power))).min(MAX);
    } else if (DECIMAL_EXPONENTS.containsKey(suffix)) {
      number = number.scaleByPowerOfTen(DECIMAL_EXPONENTS.getOrDefault(suffix, 0));
    } else {
      format = Format.EXPONENT;
      int exponent = Integer.parseInt(suffix.substring(1));
      number = number.scaleByPowerOfTen(Math.clamp(exponent, -FAR, FAR));
    }
    boolean kept = isKept(matcher.group(2), suffix, format);
    if (number.scale() > NANO) {
      number = number.setScale(NANO, RoundingMode.UP);
    }
    return Optional.of(
        new Quantity(
            matcher.group(1).equals("-") ? number.negate() : number, format, kept ? text : ""));
  }

  /** Servers take for canonical what looks so, signs and zeros before it aside. */
  private static boolean isKept(String digits, String suffix, Format format) {
    int point = digits.indexOf('.');
    String whole = (point < 0 ? digits : digits.substring(0, point)).replaceFirst("^0+", "");
    String fraction = point < 0 ? "" : digits.substring(point + 1);
    String all = (whole.isEmpty() ? "0" : whole) + fraction;
    if (format == Format.BINARY) {
      int power = BINARY_SUFFIXES.indexOf(suffix.charAt(0)) + 1;
      return fraction.isEmpty() && whole.length() + power * 3 < 15 && Long.parseLong(all) % 8 != 0;
    }
    int exponent =
        format == Format.EXPONENT
            ? Math.clamp(Long.parseLong(suffix.substring(1)), -FAR, FAR)
            : DECIMAL_EXPONENTS.getOrDefault(suffix, 0);
    int scale = exponent - fraction.length();
    return all.length() <= FEW_DIGITS
        && scale >= -NANO
        && scale % 3 == 0
        && !ENDS_IN_THOUSANDS.matcher(all).matches()
        && all.charAt(0) != '0';
  }

  /** Whole thousandths, and more rather than less: as servers keep what resources are asked for. */
  public Quantity wholeThousandths() {
    boolean fine = value.scale() > MILLI;
    return fine ? new Quantity(value.setScale(MILLI, RoundingMode.UP), format) : this;
  }

  /** In units: {@code 100m} is 0.1. */
  public BigDecimal value() {
    return value;
  }

  /**
   * In whole units, more rather than less; what doesn't fit is what servers make of it: zero, or
   * what is left of the number's last 64 bits.
   */
  public long wholeUnits() {
    BigInteger whole = value.setScale(0, RoundingMode.UP).toBigInteger();
    boolean fits = whole.bitLength() < Long.SIZE;
    return fits || value.stripTrailingZeros().precision() > FEW_DIGITS ? whole.longValue() : 0;
  }

  public Format format() {
    return format;
  }

  /** The sum, written as this one is; as the other one where this is zero. */
  public Quantity plus(Quantity other) {
    return new Quantity(value.add(other.value), value.signum() == 0 ? other.format : format);
  }

  /** The difference, written as this one is; as the other one where this is zero. */
  public Quantity minus(Quantity other) {
    return new Quantity(value.subtract(other.value), value.signum() == 0 ? other.format : format);
  }

  /** As the API server writes it: {@code 1000m} is {@code 1}, {@code 1024Mi} is {@code 1Gi}. */
  public String canonical() {
    if (!kept.isEmpty()) {
      return kept;
    }
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    boolean small = value.abs().compareTo(new BigDecimal(KIBI)) < 0;
    return format == Format.BINARY && whole && !small ? binary() : decimal();
  }

  private String binary() {
    BigInteger number = value.toBigIntegerExact();
    int power = 0;
    while (number.mod(KIBI).signum() == 0 && power < BINARY_SUFFIXES.length()) {
      number = number.divide(KIBI);
      power++;
    }
    return power == 0
        ? number.toString()
        : number.toString() + BINARY_SUFFIXES.charAt(power - 1) + "i";
  }

  private String decimal() {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = value.stripTrailingZeros();
    int exponent = Math.floorDiv(-stripped.scale(), 3) * 3;
    String digits = stripped.scaleByPowerOfTen(-exponent).toBigIntegerExact().toString();
    if (format == Format.EXPONENT) {
      return exponent == 0 ? digits : digits + "e" + exponent;
    }
    // What is larger than suffixes go loses its zeros, in servers, too.
    int suffix = (exponent + NANO) / 3;
    return suffix < DECIMAL_SUFFIXES.size() ? digits + DECIMAL_SUFFIXES.get(suffix) : digits;
  }

  @Override
  public int compareTo(Quantity other) {
    return value.compareTo(other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Quantity quantity && value.compareTo(quantity.value) == 0;
  }

  @Override
  public int hashCode() {
    return value.stripTrailingZeros().hashCode();
  }

  /** The canonical form. */
  @Override
  public String toString() {
    return canonical();
  }
}
