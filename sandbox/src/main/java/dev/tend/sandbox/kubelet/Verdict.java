package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * Why a node ends a pod that would run on.
 *
 * @param reason of the pod's status and of the event
 * @param grace how long its containers have, in kubelet time
 * @param disruption whether it was none of the pod's own doing
 */
record Verdict(String type, String reason, String message, Duration grace, boolean disruption) {
  static Verdict deadline(PodFacts pod) {
    String message = "Pod was active on the node longer than the specified deadline";
    return new Verdict("Normal", "DeadlineExceeded", message, pod.grace(), false);
  }

  /** Because a resource is short, or, of ephemeral storage, because the container's limit is. */
  static Verdict evicted(JsonNode container, String resource) {
    JsonNode resources = container.path("resources");
    String limit = resources.path("limits").path(resource).asText("");
    String name = container.path("name").asText();
    String message =
        resource.equals("ephemeral-storage") && !limit.isEmpty()
            ? "Container %s exceeded its local ephemeral storage limit \"%s\". "
                .formatted(name, limit)
            : "The node was low on resource: %s. ".formatted(resource)
                + "Container %s was using more than its request of %s, has larger consumption of %s. "
                    .formatted(
                        name, resources.path("requests").path(resource).asText("0"), resource);
    return new Verdict("Warning", "Evicted", message, Duration.ofSeconds(1), true);
  }
}
