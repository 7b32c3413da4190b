package dev.tend.schema.cel;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations such as {@code 1h30m}, {@code -1.5s}, and the longer units that schemas' formats have.
 */
final class GoDurations {
  private static final Pattern PART =
      Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
  private static final Pattern LENIENT =
      Pattern.compile("\\s*([0-9]+(?:\\.[0-9]*)?)\\s*([A-Za-zµ]+)\\s*");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final Map<String, String> LONG_UNITS =
      Map.ofEntries(
          Map.entry("nano", "ns"),
          Map.entry("micro", "us"),
          Map.entry("micros", "us"),
          Map.entry("microsecond", "us"),
          Map.entry("milli", "ms"),
          Map.entry("millis", "ms"),
          Map.entry("millisecond", "ms"),
          Map.entry("second", "s"),
          Map.entry("sec", "s"),
          Map.entry("minute", "m"),
          Map.entry("min", "m"),
          Map.entry("hour", "h"),
          Map.entry("hr", "h"));

  private GoDurations() {}

  static Optional<Duration> parse(String text) {
    String rest = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher matcher = PART.matcher(rest);
    int at = 0;
    while (at < rest.length() && matcher.find(at) && matcher.start() == at) {
      Long unit = NANOS.get(matcher.group(2));
      nanos =
          nanos.add(
              new BigDecimal(matcher.group(1))
                  .multiply(BigDecimal.valueOf(unit == null ? 0 : unit)));
      at = matcher.end();
    }
    if (at == 0 || at < rest.length() || nanos.toBigInteger().bitLength() >= Long.SIZE) {
      return Optional.empty();
    }
    long value = nanos.longValue();
    return Optional.of(Duration.ofNanos(text.startsWith("-") ? -value : value));
  }

  /** As schemas' format {@code duration} is read: also {@code 2 days} and {@code 1w}. */
  static Optional<Duration> parseLenient(String text) {
    Optional<Duration> strict = parse(text);
    if (strict.isPresent()) {
      return strict;
    }
    Matcher matcher = LENIENT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit = matcher.group(2);
    String single =
        unit.length() > 1 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    BigDecimal count = new BigDecimal(matcher.group(1));
    long factor =
        switch (single) {
          case "d", "day" -> 24 * 3_600_000_000_000L;
          case "w", "wk", "week" -> 7 * 24 * 3_600_000_000_000L;
          default -> {
            Long known = NANOS.get(LONG_UNITS.getOrDefault(single, unit));
            yield known == null ? 0 : known;
          }
        };
    return factor == 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(count.multiply(BigDecimal.valueOf(factor)).longValue()));
  }
}
