package dev.tend.apply.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private final RetryPolicy policy =
      new RetryPolicy(4, Duration.ofMillis(100), Duration.ofSeconds(30), new Random(7));

  private static ApiResponse response(int code, Duration retryAfter) {
    return new ApiResponse(ApiRequest.get("/api"), code, new byte[0], List.of(), retryAfter);
  }

  private Optional<Duration> pause(int code, int attempt) {
    return policy.afterResponse(response(code, Duration.ZERO), attempt);
  }

  @Test
  void pausesGrowAndAreJittered() {
    assertThat(pause(503, 1).orElseThrow())
        .isBetween(Duration.ofMillis(100), Duration.ofMillis(150));
    assertThat(pause(503, 2).orElseThrow())
        .isBetween(Duration.ofMillis(200), Duration.ofMillis(300));
    assertThat(pause(503, 3).orElseThrow())
        .isBetween(Duration.ofMillis(400), Duration.ofMillis(600));
    assertThat(pause(503, 4)).isEmpty();
  }

  @Test
  void theServersWishIsHonouredWithinReason() {
    assertThat(policy.afterResponse(response(429, Duration.ofSeconds(2)), 1).orElseThrow())
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
    assertThat(policy.afterResponse(response(429, Duration.ofHours(1)), 1))
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void anAnswerThatWouldBeTheSameStands() {
    for (int code : new int[] {200, 201, 400, 403, 404, 409, 410, 422, 500}) {
      assertThat(pause(code, 1)).as("status %d", code).isEmpty();
    }
  }

  @Test
  void onlyWhatMayBeRepeatedIs() {
    ApiRequest get = ApiRequest.get("/api");
    ApiRequest create = ApiRequest.post("/api", NullNode.instance);

    assertThat(policy.afterFailure(get, 1)).isPresent();
    assertThat(policy.afterFailure(create, 1)).isEmpty();
  }
}
