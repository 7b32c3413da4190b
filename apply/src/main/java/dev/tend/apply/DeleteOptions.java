package dev.tend.apply;

import java.time.Duration;

/**
 * How to delete.
 *
 * @param concurrency requests under way at once
 * @param await whether to wait until everything is gone; false: requests go out in order, and a
 *     later one may overtake what an earlier one started
 * @param timeout how long to wait, for all
 */
public record DeleteOptions(int concurrency, boolean await, Duration timeout) {
  public static DeleteOptions standard() {
    return new DeleteOptions(ApplyOptions.DEFAULT_CONCURRENCY, true, ApplyOptions.DEFAULT_TIMEOUT);
  }
}
