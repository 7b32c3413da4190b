package dev.tend.sandbox.nodelife;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Times;
import java.time.Instant;
import java.util.List;

/** The taints of nodes that can't be reached. */
final class NodeTaints {
  static final String UNREACHABLE = "node.kubernetes.io/unreachable";

  private static final List<String> EFFECTS = List.of("NoExecute", "NoSchedule");

  private NodeTaints() {}

  static boolean isUnreachable(JsonNode node) {
    return node.at("/spec/taints").valueStream().anyMatch(NodeTaints::isOurs);
  }

  /** A copy with the taints, or without them. */
  static ObjectNode unreachable(ObjectNode node, boolean wanted, Instant now) {
    ObjectNode copy = node.deepCopy();
    ObjectNode spec = copy.withObject("/spec");
    ArrayNode taints = spec.arrayNode();
    node.at("/spec/taints").valueStream().filter(taint -> !isOurs(taint)).forEach(taints::add);
    if (wanted) {
      for (String effect : EFFECTS) {
        taints
            .addObject()
            .put("key", UNREACHABLE)
            .put("effect", effect)
            .put("timeAdded", Times.text(now));
      }
    }
    if (taints.isEmpty()) {
      spec.remove("taints");
    } else {
      spec.set("taints", taints);
    }
    return copy;
  }

  private static boolean isOurs(JsonNode taint) {
    return taint.path("key").asText().equals(UNREACHABLE);
  }
}
