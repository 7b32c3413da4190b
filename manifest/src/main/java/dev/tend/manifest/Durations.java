package dev.tend.manifest;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as Kubernetes writes them: {@code 30s}, {@code 1h30m}, {@code 1.5s}. */
public final class Durations {
  private static final String AMOUNT = "[0-9]{1,9}(?:\\.[0-9]{1,9})?";
  private static final Pattern WHOLE = Pattern.compile("(?:" + AMOUNT + "(?:h|ms|m|s))+");
  private static final Pattern PART = Pattern.compile("(" + AMOUNT + ")(h|ms|m|s)");
  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "h",
          BigDecimal.valueOf(3600),
          "m",
          BigDecimal.valueOf(60),
          "s",
          BigDecimal.ONE,
          "ms",
          new BigDecimal("0.001"));

  private Durations() {}

  /** Empty where the text is no length of time. */
  public static Optional<Duration> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal seconds = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      seconds = seconds.add(new BigDecimal(part.group(1)).multiply(SECONDS.get(part.group(2))));
    }
    BigDecimal nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9);
    return Optional.of(Duration.ofSeconds(seconds.longValue(), nanos.longValue()));
  }

  /** Whole seconds, or milliseconds below one: {@code 1h30m}, {@code 45s}, {@code 250ms}. */
  public static String format(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return duration.toMillis() + "ms";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    return text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }
}
