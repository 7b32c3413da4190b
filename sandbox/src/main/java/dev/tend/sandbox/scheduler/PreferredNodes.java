package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;

/** How much a pod would like a node. */
final class PreferredNodes {
  private PreferredNodes() {}

  static long weight(JsonNode pod, NodeView view) {
    JsonNode preferred =
        pod.path("spec")
            .path("affinity")
            .path("nodeAffinity")
            .path("preferredDuringSchedulingIgnoredDuringExecution");
    long weight = 0;
    for (JsonNode term : preferred) {
      if (NodeSelection.matchesTerm(term.path("preference"), view.node())) {
        weight += term.path("weight").asInt(0);
      }
    }
    return weight;
  }
}
