package dev.tend.sandbox.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Points in time and spans as the API writes them. */
public final class Times {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** RFC 3339 in whole seconds, as {@code metav1.Time}. */
  public static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Six decimals, as {@code metav1.MicroTime}. */
  public static String microText(Instant time) {
    return MICROS.format(time);
  }

  public static Optional<Instant> parse(JsonNode node) {
    if (!node.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(node.textValue()));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  /** As Go prints durations: {@code 40s}, {@code 1m20s}, {@code 5m0s}, {@code 1.5s}. */
  public static String goText(Duration span) {
    if (span.compareTo(Duration.ofSeconds(1)) < 0) {
      return span.isZero() ? "0s" : span.toMillis() + "ms";
    }
    StringBuilder text = new StringBuilder();
    if (span.toHours() > 0) {
      text.append(span.toHours()).append('h');
    }
    if (span.toMinutes() > 0) {
      text.append(span.toMinutesPart()).append('m');
    }
    text.append(span.toSecondsPart());
    int millis = span.toMillisPart();
    if (millis > 0) {
      text.append(String.format(".%03d", millis).replaceAll("0+$", ""));
    }
    return text.append('s').toString();
  }
}
