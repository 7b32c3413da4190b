package dev.tend.schema.defaults;

import static dev.tend.schema.defaults.Absent.is;
import static dev.tend.schema.defaults.Absent.items;
import static dev.tend.schema.defaults.Absent.object;
import static dev.tend.schema.defaults.Absent.put;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Services and what traffic they get. Addresses and node ports are given out elsewhere. */
final class NetworkDefaults {
  private NetworkDefaults() {}

  static void service(ObjectNode service) {
    ObjectNode spec = object(service, "spec");
    put(spec, "type", "ClusterIP");
    put(spec, "sessionAffinity", "None");
    if (spec.path("sessionAffinity").asText().equals("ClientIP")) {
      ObjectNode client = object(object(spec, "sessionAffinityConfig"), "clientIP");
      put(client, "timeoutSeconds", 10800);
    } else {
      spec.remove("sessionAffinityConfig");
    }
    for (ObjectNode port : items(spec, "ports")) {
      put(port, "protocol", "TCP");
      boolean unset = is(port, "targetPort") || port.get("targetPort").asText().isEmpty();
      if ((unset || port.get("targetPort").asText().equals("0")) && port.has("port")) {
        port.set("targetPort", port.get("port"));
      }
    }
    String type = spec.path("type").asText();
    boolean outside = type.equals("NodePort") || type.equals("LoadBalancer");
    if (outside || type.equals("ClusterIP")) {
      put(spec, "internalTrafficPolicy", "Cluster");
    }
    boolean reachable = type.equals("ClusterIP") && !spec.path("externalIPs").isEmpty();
    if (outside || reachable) {
      put(spec, "externalTrafficPolicy", "Cluster");
    }
    if (type.equals("LoadBalancer")) {
      put(spec, "allocateLoadBalancerNodePorts", true);
    }
  }

  static void endpoints(ObjectNode endpoints) {
    for (ObjectNode subset : items(endpoints, "subsets")) {
      items(subset, "ports").forEach(port -> put(port, "protocol", "TCP"));
    }
  }

  static void endpointSlice(ObjectNode slice) {
    for (ObjectNode port : items(slice, "ports")) {
      if (is(port, "name")) {
        port.put("name", "");
      }
      put(port, "protocol", "TCP");
    }
  }

  static void networkPolicy(ObjectNode policy) {
    ObjectNode spec = object(policy, "spec");
    if (is(spec, "policyTypes") || spec.path("policyTypes").isEmpty()) {
      ArrayNode types = spec.putArray("policyTypes").add("Ingress");
      if (!spec.path("egress").isEmpty()) {
        types.add("Egress");
      }
    }
    for (String direction : new String[] {"ingress", "egress"}) {
      for (ObjectNode rule : items(spec, direction)) {
        items(rule, "ports").forEach(port -> put(port, "protocol", "TCP"));
      }
    }
  }

  static void ingressClass(ObjectNode ingressClass) {
    if (ingressClass.path("spec").path("parameters") instanceof ObjectNode parameters) {
      put(parameters, "scope", "Cluster");
    }
  }
}
