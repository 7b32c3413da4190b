package dev.tend.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as Kubernetes writes them: {@code 90s}, {@code 1h30m}, {@code 500ms}. */
final class DurationConverter implements ITypeConverter<Duration> {
  private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|m|h)");

  @Override
  public Duration convert(String value) {
    Matcher matcher = PART.matcher(value);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      sum = sum.plus(part(Double.parseDouble(matcher.group(1)), matcher.group(2)));
      end = matcher.end();
    }
    if (end != value.length() || value.isEmpty()) {
      if (value.matches("[0-9]+")) {
        return Duration.ofSeconds(Long.parseLong(value));
      }
      throw new TypeConversionException(
          "'" + value + "' is not a duration: write 30s, 5m, 1h30m or 500ms");
    }
    return sum;
  }

  private static Duration part(double amount, String unit) {
    double millis =
        switch (unit) {
          case "ms" -> amount;
          case "s" -> amount * 1_000;
          case "m" -> amount * 60_000;
          default -> amount * 3_600_000;
        };
    return Duration.ofMillis(Math.round(millis));
  }
}
