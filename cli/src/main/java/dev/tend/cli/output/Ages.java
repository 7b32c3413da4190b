package dev.tend.cli.output;

import java.time.Duration;
import java.time.Instant;

/**
 * How long ago something was, as kubectl says it: {@code 45s}, {@code 3m}, {@code 2h}, {@code 5d}.
 */
final class Ages {
  private Ages() {}

  static String of(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    if (age.isNegative()) {
      return "0s";
    }
    if (age.toMinutes() < 2) {
      return age.toSeconds() + "s";
    }
    if (age.toHours() < 3) {
      return age.toMinutes() + "m";
    }
    return age.toDays() < 2 ? age.toHours() + "h" : age.toDays() + "d";
  }
}
