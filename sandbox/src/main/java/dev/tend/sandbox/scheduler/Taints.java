package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Taints that the scheduler itself reads into a node. */
final class Taints {
  /** Of a cordoned node. */
  static final JsonNode UNSCHEDULABLE =
      JsonNodeFactory.instance
          .objectNode()
          .put("key", "node.kubernetes.io/unschedulable")
          .put("effect", "NoSchedule");

  private Taints() {}
}
