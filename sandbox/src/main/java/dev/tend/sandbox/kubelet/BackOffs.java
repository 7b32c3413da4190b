package dev.tend.sandbox.kubelet;

import java.time.Duration;

/** How long a kubelet waits before it tries again: 10 s, doubling up to five minutes. */
final class BackOffs {
  /** A container that has run longer than this begins anew. */
  static final Duration FORGIVEN = Duration.ofMinutes(10);

  private static final int LONGEST = 300;

  private BackOffs() {}

  /**
   * @param failures 1 or more
   */
  static Duration after(int failures) {
    long seconds = 10L << Math.min(Math.max(failures, 1) - 1, 5);
    return Duration.ofSeconds(Math.min(seconds, LONGEST));
  }
}
