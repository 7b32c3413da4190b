package dev.tend.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a loop tells and passes the time.
 *
 * @param jitter spreads the retries of many loops that lost the same server
 */
public record Timing(Clock clock, Waiter waiter, RandomGenerator jitter) {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** The machine's. */
  public static Timing real() {
    return new Timing(Clock.systemUTC(), Waiter.real(), RandomGenerator.getDefault());
  }

  /**
   * How long to wait after so many failures in a row: ten seconds or the interval if that is
   * shorter, doubled each time, at most a quarter of an hour; of that at least a half, the rest by
   * chance.
   */
  Duration backoff(int failures, Duration interval) {
    Duration first = interval.compareTo(FIRST) < 0 ? interval : FIRST;
    Duration full = first.multipliedBy(1L << Math.clamp(failures - 1, 0, 10));
    if (full.compareTo(LONGEST) > 0) {
      full = LONGEST;
    }
    long half = full.toMillis() / 2;
    return Duration.ofMillis(half + jitter.nextLong(half + 1));
  }
}
