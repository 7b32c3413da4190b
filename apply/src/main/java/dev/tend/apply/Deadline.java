package dev.tend.apply;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Until when to wait. */
record Deadline(Clock clock, Instant end) {
  static Deadline after(Duration timeout, Clock clock) {
    return new Deadline(clock, clock.instant().plus(timeout));
  }

  boolean isOver() {
    return !clock.instant().isBefore(end);
  }

  Duration remaining() {
    Duration left = Duration.between(clock.instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Waits between two looks at something: shortly at first, then longer.
   *
   * @param looks how many there were
   */
  void pause(int looks) throws InterruptedException {
    Duration pause = Duration.ofMillis(Math.min(500, 20L << Math.min(looks, 6)));
    Duration left = remaining();
    Thread.sleep(pause.compareTo(left) > 0 ? left : pause);
  }
}
