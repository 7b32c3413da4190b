package dev.tend.sandbox.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * Services whose type changes: what they had of their old type, and nobody named again, goes with
 * it. Who did name it is refused later.
 */
public final class ServiceTypes {
  private static final List<String> OF_ADDRESSES =
      List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy");
  private static final Set<String> WITH_NODE_PORTS = Set.of("NodePort", "LoadBalancer");

  private final JsonNode before;
  private final ObjectNode spec;
  private final String oldType;
  private final String type;

  private ServiceTypes(JsonNode before, ObjectNode spec) {
    this.before = before;
    this.spec = spec;
    this.oldType = before.path("type").asText("ClusterIP");
    this.type = spec.path("type").asText("ClusterIP");
  }

  public static void settle(ObjectNode live, ObjectNode service) {
    if (service.path("spec") instanceof ObjectNode spec) {
      new ServiceTypes(live.path("spec"), spec).settle();
      if (!spec.path("type").asText("").equals("LoadBalancer")
          && service.path("status").path("loadBalancer") instanceof ObjectNode balancer) {
        balancer.removeAll();
      }
    }
  }

  private void settle() {
    followFirstAddress();
    if (type.equals("ExternalName") && !oldType.equals("ExternalName")) {
      OF_ADDRESSES.forEach(this::drop);
    }
    boolean hadPorts = WITH_NODE_PORTS.contains(oldType);
    boolean hasPorts = WITH_NODE_PORTS.contains(type);
    if (hadPorts && !hasPorts) {
      drop("externalTrafficPolicy");
      if (nodePorts(before).equals(nodePorts(spec))) {
        spec.path("ports").forEach(port -> ((ObjectNode) port).remove("nodePort"));
      }
    }
    if (oldType.equals("LoadBalancer") && !type.equals("LoadBalancer")) {
      drop("allocateLoadBalancerNodePorts");
      drop("loadBalancerClass");
      drop("healthCheckNodePort");
    }
  }

  /** Whoever writes another address means the first of the list, too. */
  private void followFirstAddress() {
    JsonNode address = spec.path("clusterIP");
    boolean moved = !address.equals(before.path("clusterIP"));
    if (moved
        && address.isTextual()
        && spec.path("clusterIPs").equals(before.path("clusterIPs"))
        && spec.path("clusterIPs").deepCopy() instanceof ArrayNode all
        && !all.isEmpty()) {
      all.set(0, address);
      spec.set("clusterIPs", all);
    }
  }

  private void drop(String name) {
    if (spec.path(name).equals(before.path(name))) {
      spec.remove(name);
    }
  }

  private static List<Integer> nodePorts(JsonNode spec) {
    return spec.path("ports").valueStream().map(port -> port.path("nodePort").asInt()).toList();
  }
}
