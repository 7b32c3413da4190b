package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Taints, and what pods say to them. */
final class Taints {
  private static final String SOFT = "PreferNoSchedule";

  /** Of a cordoned node. */
  static final JsonNode UNSCHEDULABLE =
      JsonNodeFactory.instance
          .objectNode()
          .put("key", "node.kubernetes.io/unschedulable")
          .put("effect", "NoSchedule");

  private Taints() {}

  /** Whether none of the node's taints keeps such a pod away. */
  static boolean tolerated(JsonNode tolerations, NodeView view) {
    for (JsonNode taint : view.taints()) {
      boolean hard = !taint.path("effect").asText().equals(SOFT);
      if (hard && !NodeSelection.tolerates(tolerations, taint)) {
        return false;
      }
    }
    return true;
  }

  /** How many of the node's taints such a pod would rather avoid. */
  static long disliked(JsonNode tolerations, NodeView view) {
    return view.taints()
        .valueStream()
        .filter(taint -> taint.path("effect").asText().equals(SOFT))
        .filter(taint -> !NodeSelection.tolerates(tolerations, taint))
        .count();
  }
}
