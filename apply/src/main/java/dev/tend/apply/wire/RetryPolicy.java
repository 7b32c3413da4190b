package dev.tend.apply.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to send a request again, and after how long. How many requests go at once is not its
 * business: the server's priority and fairness decides that, by asking to wait.
 *
 * @param attempts sent at most, the first included
 * @param base the pause before the second attempt, doubled for each one more
 * @param longest no pause is longer, whatever the server asks
 */
public record RetryPolicy(
    int attempts, Duration base, Duration longest, RandomGenerator randomness) {

  public static RetryPolicy standard() {
    return new RetryPolicy(
        6, Duration.ofMillis(100), Duration.ofSeconds(30), RandomGenerator.getDefault());
  }

  /** The pause before the next attempt; empty where the answer stands. */
  Optional<Duration> afterResponse(ApiResponse response, int attempt) {
    boolean overloaded =
        switch (response.code()) {
          // Refused before it was looked at, so even a create may be sent again.
          case 429 -> true;
          case 502, 503, 504 -> response.request().repeatable();
          case 500 -> response.request().repeatable() && !response.retryAfter().isZero();
          default -> false;
        };
    return overloaded ? pause(response.retryAfter(), attempt) : Optional.empty();
  }

  /** The pause after no answer came. */
  Optional<Duration> afterFailure(ApiRequest request, int attempt) {
    return request.repeatable() ? pause(Duration.ZERO, attempt) : Optional.empty();
  }

  private Optional<Duration> pause(Duration asked, int attempt) {
    if (attempt >= attempts) {
      return Optional.empty();
    }
    Duration backoff = base.multipliedBy(1L << (attempt - 1));
    Duration floor = asked.compareTo(backoff) > 0 ? asked : backoff;
    // Up to half as long again, so that those refused together don't come back together.
    long jitter = randomness.nextLong(floor.toMillis() / 2 + 1);
    Duration pause = floor.plusMillis(jitter);
    return Optional.of(pause.compareTo(longest) > 0 ? longest : pause);
  }
}
