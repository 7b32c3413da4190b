package dev.tend.schema.defaults;

import static dev.tend.schema.defaults.Absent.items;
import static dev.tend.schema.defaults.Absent.object;
import static dev.tend.schema.defaults.Absent.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Pods, and the templates that they are made of. */
final class PodDefaults {
  private PodDefaults() {}

  static void pod(ObjectNode pod) {
    ObjectNode spec = object(pod, "spec");
    put(spec, "enableServiceLinks", true);
    for (String list : List.of("initContainers", "containers")) {
      for (ObjectNode container : items(spec, list)) {
        requestsFromLimits(container);
      }
    }
    podSpec(spec);
    if (spec.path("hostNetwork").asBoolean()) {
      hostPorts(spec);
    }
  }

  /** On the node's network a port of a container is the node's. Templates don't say so. */
  private static void hostPorts(ObjectNode spec) {
    for (String list : List.of("initContainers", "containers")) {
      for (ObjectNode container : items(spec, list)) {
        for (ObjectNode port : items(container, "ports")) {
          if (port.hasNonNull("containerPort") && port.path("hostPort").asInt() == 0) {
            port.put("hostPort", port.path("containerPort").asInt());
          }
        }
      }
    }
  }

  /** A pod template in a field of a workload's spec. */
  static void template(ObjectNode holder, String field) {
    if (holder.get(field) instanceof ObjectNode template) {
      object(template, "metadata");
      podSpec(object(template, "spec"));
    }
  }

  static void podSpec(ObjectNode spec) {
    put(spec, "restartPolicy", "Always");
    put(spec, "terminationGracePeriodSeconds", 30);
    put(spec, "dnsPolicy", "ClusterFirst");
    object(spec, "securityContext");
    put(spec, "schedulerName", "default-scheduler");
    serviceAccount(spec);
    for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
      for (ObjectNode container : items(spec, list)) {
        ContainerDefaults.container(container);
      }
    }
    items(spec, "volumes").forEach(VolumeDefaults::volume);
  }

  /** The old name of the field goes with the new one. */
  private static void serviceAccount(ObjectNode spec) {
    String name = spec.path("serviceAccountName").asText("");
    String old = spec.path("serviceAccount").asText("");
    if (!name.isEmpty()) {
      spec.put("serviceAccount", name);
    } else if (!old.isEmpty()) {
      spec.put("serviceAccountName", old);
    }
  }

  private static void requestsFromLimits(ObjectNode container) {
    JsonNode limits = container.path("resources").path("limits");
    if (limits.isEmpty()) {
      return;
    }
    ObjectNode requests = object(object(container, "resources"), "requests");
    for (var limit : limits.properties()) {
      if (!requests.hasNonNull(limit.getKey())) {
        requests.set(limit.getKey(), limit.getValue().deepCopy());
      }
    }
  }
}
