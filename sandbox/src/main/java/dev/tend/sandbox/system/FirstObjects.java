package dev.tend.sandbox.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import java.util.ArrayList;
import java.util.List;

/** The objects that a fresh cluster has. */
final class FirstObjects {
  private FirstObjects() {}

  static List<ObjectNode> all() {
    List<ObjectNode> objects = new ArrayList<>();
    objects.add(priority("system-node-critical", 2_000_001_000));
    objects.add(priority("system-cluster-critical", 2_000_000_000));
    return objects;
  }

  private static ObjectNode priority(String name, int value) {
    ObjectNode priority =
        Furnishing.object("scheduling.k8s.io/v1", "PriorityClass", "", name).put("value", value);
    return priority.put(
        "description",
        name.contains("node")
            ? "Used for system critical pods that must not be moved from their current node."
            : "Used for system critical pods that must run in the cluster, but can be moved to"
                + " another node if necessary.");
  }

  /** What the control plane consists of, and that it is well. */
  static List<ObjectNode> components() {
    List<ObjectNode> objects = new ArrayList<>();
    for (String name : List.of("controller-manager", "etcd-0", "scheduler")) {
      ObjectNode component = Furnishing.object("v1", "ComponentStatus", "", name);
      component
          .putArray("conditions")
          .addObject()
          .put("type", "Healthy")
          .put("status", "True")
          .put("message", "ok");
      objects.add(component);
    }
    return objects;
  }

  static ObjectNode kubernetesService(int port) {
    ObjectNode service = Furnishing.object("v1", "Service", "default", "kubernetes");
    Meta.metadata(service)
        .putObject("labels")
        .put("component", "apiserver")
        .put("provider", "kubernetes");
    ObjectNode spec = service.putObject("spec").put("clusterIP", "10.96.0.1");
    spec.putArray("ports")
        .addObject()
        .put("name", "https")
        .put("port", 443)
        .put("protocol", "TCP")
        .put("targetPort", port);
    return service;
  }

  static ObjectNode kubernetesEndpoints(int port) {
    ObjectNode slice =
        Furnishing.object("discovery.k8s.io/v1", "EndpointSlice", "default", "kubernetes");
    Meta.metadata(slice).putObject("labels").put("kubernetes.io/service-name", "kubernetes");
    slice.put("addressType", "IPv4");
    ObjectNode endpoint = slice.putArray("endpoints").addObject();
    endpoint.putArray("addresses").add("127.0.0.1");
    endpoint.putObject("conditions").put("ready", true);
    slice
        .putArray("ports")
        .addObject()
        .put("name", "https")
        .put("port", port)
        .put("protocol", "TCP");
    return slice;
  }
}
