package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import java.util.Set;

/** A pod on a node, as far as the scheduler cares. */
record Placed(ObjectNode pod, String node, Amounts requests, Set<String> hostPorts) {
  static Placed of(ObjectNode pod, String node) {
    return new Placed(
        pod, node, Amounts.requestedBy(pod.path("spec")), HostPorts.of(pod.path("spec")));
  }

  String owner() {
    return Meta.controller(pod).map(owner -> owner.path("uid").asText()).orElse("");
  }
}
