package dev.tend.apply.rollout;

import java.time.Duration;

/**
 * How long to hope.
 *
 * @param grace how long something that won't heal by itself must last, with nothing getting ready
 *     meanwhile, before the rollout is given up
 * @param settle how long something that often passes must last before it is reported
 * @param steady how long a container without a readiness probe must run before it counts as ready
 * @param restarts how often a container may end before its rollout is given up
 */
public record Patience(Duration grace, Duration settle, Duration steady, int restarts) {
  /** Gives up on a missing image within ten seconds, on a crash loop after three restarts. */
  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(2), 3);

  public Patience {
    if (grace.isNegative() || settle.isNegative() || steady.isNegative() || restarts < 1) {
      throw new IllegalArgumentException(grace + " " + settle + " " + steady + " " + restarts);
    }
  }

  public Patience withGrace(Duration other) {
    return new Patience(other, settle, steady, restarts);
  }
}
