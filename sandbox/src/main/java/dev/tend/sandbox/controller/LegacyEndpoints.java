package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Service's pods in the older form, one Endpoints object of the Service's name. */
final class LegacyEndpoints {
  private LegacyEndpoints() {}

  static ObjectNode of(ObjectNode service, List<ObjectNode> pods) {
    ObjectNode endpoints =
        Meta.object("v1", "Endpoints", Meta.namespace(service), Meta.name(service));
    ObjectNode labels = endpoints.withObject("/metadata").putObject("labels");
    service
        .path("metadata")
        .path("labels")
        .properties()
        .forEach(label -> labels.set(label.getKey(), label.getValue()));
    labels.put("endpoints.kubernetes.io/managed-by", "endpoint-controller");
    boolean headless = service.path("spec").path("clusterIP").asText("").equals("None");
    if (headless) {
      labels.put("service.kubernetes.io/headless", "");
    }
    Map<ArrayNode, ObjectNode> subsets = new LinkedHashMap<>();
    for (ObjectNode pod : pods) {
      ArrayNode ports = ServicePorts.on(service, pod);
      boolean going = Meta.deleting(pod) && !publishesAll(service);
      if (going || (ports.isEmpty() && !headless)) {
        continue;
      }
      ObjectNode subset = subsets.computeIfAbsent(ports, LegacyEndpoints::subset);
      subset
          .withArray(isReady(service, pod) ? "/addresses" : "/notReadyAddresses")
          .add(address(pod));
    }
    if (!subsets.isEmpty()) {
      endpoints.putArray("subsets").addAll(subsets.values());
    }
    return endpoints;
  }

  private static ObjectNode subset(ArrayNode ports) {
    ObjectNode subset = ports.objectNode();
    if (!ports.isEmpty()) {
      ArrayNode copy = subset.putArray("ports");
      for (JsonNode port : ports) {
        ObjectNode legacy = port.deepCopy();
        if (legacy.path("name").asText().isEmpty()) {
          legacy.remove("name");
        }
        copy.add(legacy);
      }
    }
    return subset;
  }

  private static boolean isReady(ObjectNode service, ObjectNode pod) {
    return Pods.ready(pod) || publishesAll(service);
  }

  private static boolean publishesAll(ObjectNode service) {
    return service.path("spec").path("publishNotReadyAddresses").asBoolean(false);
  }

  private static ObjectNode address(ObjectNode pod) {
    ObjectNode address = pod.objectNode();
    address.put("ip", pod.path("status").path("podIP").asText());
    if (!Pods.node(pod).isEmpty()) {
      address.put("nodeName", Pods.node(pod));
    }
    address.set("targetRef", EndpointSlices.target(pod));
    return address;
  }
}
