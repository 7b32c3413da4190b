package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import java.util.Set;

/**
 * A pod on a node, as far as the scheduler cares.
 *
 * @param owner uid of its controller, or empty
 * @param repels whether it has required anti-affinity of its own
 */
record Placed(
    ObjectNode pod,
    String node,
    Amounts requests,
    Set<String> hostPorts,
    String owner,
    boolean repels) {
  static Placed of(ObjectNode pod, String node) {
    JsonNode spec = pod.path("spec");
    return new Placed(
        pod,
        node,
        Amounts.requestedBy(spec),
        HostPorts.of(spec),
        Meta.controller(pod).map(found -> found.path("uid").asText()).orElse(""),
        !Neighbours.repelled(pod).isEmpty());
  }
}
