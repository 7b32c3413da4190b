package dev.tend.sandbox.nodelife;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tend.sandbox.scheduler.NodeSelection;
import java.util.List;
import java.util.OptionalLong;

/** How long a pod stands the taints of its node. */
sealed interface Tolerance {
  record Forever() implements Tolerance {}

  /** Kubelet time; 0 for not at all. */
  record For(long seconds) implements Tolerance {}

  static Tolerance of(JsonNode pod, List<JsonNode> taints) {
    long least = Long.MAX_VALUE;
    for (JsonNode taint : taints) {
      List<JsonNode> fitting =
          pod.at("/spec/tolerations")
              .valueStream()
              .filter(
                  one ->
                      NodeSelection.tolerates(JsonNodeFactory.instance.arrayNode().add(one), taint))
              .toList();
      if (fitting.isEmpty()) {
        return new For(0);
      }
      OptionalLong seconds =
          fitting.stream()
              .filter(one -> one.path("tolerationSeconds").isNumber())
              .mapToLong(one -> Math.max(0, one.path("tolerationSeconds").asLong()))
              .min();
      least = Math.min(least, seconds.orElse(Long.MAX_VALUE));
    }
    return least == Long.MAX_VALUE ? new Forever() : new For(least);
  }
}
