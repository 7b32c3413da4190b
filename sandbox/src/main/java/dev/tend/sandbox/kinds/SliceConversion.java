package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Endpoint slices at v1beta1, where an endpoint's zone was an entry of its topology. */
final class SliceConversion {
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String HOST = "kubernetes.io/hostname";
  private static final String OLD = "topology";
  private static final String KEPT = "deprecatedTopology";

  private SliceConversion() {}

  static ObjectNode toBeta(ObjectNode slice, String apiVersion) {
    ObjectNode copy = slice.deepCopy().put("apiVersion", apiVersion);
    for (JsonNode endpoint : copy.path("endpoints")) {
      if (endpoint instanceof ObjectNode one) {
        JsonNode kept = one.remove(KEPT);
        ObjectNode topology = kept instanceof ObjectNode labels ? labels : one.objectNode();
        move(one, "zone", topology, ZONE);
        if (one.has("nodeName")) {
          topology.set(HOST, one.get("nodeName"));
        }
        if (!topology.isEmpty()) {
          one.set(OLD, topology);
        }
      }
    }
    return copy;
  }

  static ObjectNode fromBeta(ObjectNode slice, String apiVersion) {
    ObjectNode copy = slice.deepCopy().put("apiVersion", apiVersion);
    for (JsonNode endpoint : copy.path("endpoints")) {
      if (endpoint instanceof ObjectNode one && one.remove(OLD) instanceof ObjectNode topology) {
        move(topology, ZONE, one, "zone");
        JsonNode host = topology.remove(HOST);
        if (host != null && !one.has("nodeName")) {
          one.set("nodeName", host);
        }
        if (!topology.isEmpty()) {
          one.set(KEPT, topology);
        }
      }
    }
    return copy;
  }

  private static void move(ObjectNode from, String name, ObjectNode to, String newName) {
    JsonNode value = from.remove(name);
    if (value != null) {
      to.set(newName, value);
    }
  }
}
