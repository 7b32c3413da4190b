package dev.tend.sandbox.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Questions that controllers ask about pods. */
public final class Pods {
  private Pods() {}

  public static String phase(JsonNode pod) {
    return pod.path("status").path("phase").asText("Pending");
  }

  public static boolean failed(JsonNode pod) {
    return phase(pod).equals("Failed");
  }

  public static boolean succeeded(JsonNode pod) {
    return phase(pod).equals("Succeeded");
  }

  public static boolean finished(JsonNode pod) {
    return failed(pod) || succeeded(pod);
  }

  /** Neither finished nor on its way out. */
  public static boolean active(JsonNode pod) {
    return !finished(pod) && !Meta.deleting(pod);
  }

  public static boolean ready(JsonNode pod) {
    return Conditions.isTrue(pod.path("status"), "Ready");
  }

  public static String node(JsonNode pod) {
    return pod.path("spec").path("nodeName").asText("");
  }

  public static Optional<Instant> readySince(JsonNode pod) {
    return Conditions.find(pod.path("status"), "Ready")
        .filter(condition -> condition.path("status").asText().equals("True"))
        .flatMap(condition -> Times.parse(condition.path("lastTransitionTime")));
  }

  /** Ready for at least as long as a controller's {@code minReadySeconds}. */
  public static boolean available(JsonNode pod, int minReadySeconds, Instant now) {
    if (!ready(pod)) {
      return false;
    }
    return minReadySeconds == 0
        || readySince(pod)
            .map(since -> !since.plusSeconds(minReadySeconds).isAfter(now))
            .orElse(false);
  }

  /** How long until a ready pod becomes available; empty if it is, or isn't ready. */
  public static Optional<Duration> untilAvailable(JsonNode pod, int minReadySeconds, Instant now) {
    if (minReadySeconds == 0 || !ready(pod)) {
      return Optional.empty();
    }
    return readySince(pod)
        .map(since -> Duration.between(now, since.plusSeconds(minReadySeconds)))
        .filter(left -> !left.isNegative() && !left.isZero());
  }

  public static int restarts(JsonNode pod) {
    int restarts = 0;
    for (JsonNode container : pod.path("status").path("containerStatuses")) {
      restarts += container.path("restartCount").asInt(0);
    }
    return restarts;
  }
}
