package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A Service's pods as EndpointSlices: those with the same port numbers together, 100 at most. */
final class EndpointSlices {
  private static final int LARGEST = 100;

  private EndpointSlices() {}

  /**
   * @param pods with addresses, in order
   * @param zone of a pod's node, or empty
   */
  static List<ObjectNode> of(
      ObjectNode service, List<ObjectNode> pods, Function<ObjectNode, String> zone) {
    Map<ArrayNode, List<ObjectNode>> byPorts = new LinkedHashMap<>();
    for (ObjectNode pod : pods) {
      byPorts.computeIfAbsent(ServicePorts.on(service, pod), none -> new ArrayList<>()).add(pod);
    }
    if (byPorts.isEmpty()) {
      byPorts.put(JsonNodeFactory.instance.arrayNode(), List.of());
    }
    List<ObjectNode> slices = new ArrayList<>();
    byPorts.forEach(
        (ports, members) -> {
          for (int from = 0; from == 0 || from < members.size(); from += LARGEST) {
            ObjectNode slice = slice(service, ports);
            ArrayNode endpoints = slice.putArray("endpoints");
            members.subList(from, Math.min(members.size(), from + LARGEST)).stream()
                .map(pod -> endpoint(service, pod, zone.apply(pod)))
                .forEach(endpoints::add);
            slices.add(slice);
          }
        });
    return slices;
  }

  private static ObjectNode slice(ObjectNode service, ArrayNode ports) {
    String name = Meta.name(service);
    ObjectNode slice =
        Meta.object("discovery.k8s.io/v1", "EndpointSlice", Meta.namespace(service), "");
    ObjectNode metadata = slice.withObject("/metadata");
    metadata.remove("name");
    metadata.put("generateName", name + "-");
    ObjectNode labels = metadata.putObject("labels");
    service
        .path("metadata")
        .path("labels")
        .properties()
        .forEach(label -> labels.set(label.getKey(), label.getValue()));
    labels.put("kubernetes.io/service-name", name);
    labels.put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");
    if (service.path("spec").path("clusterIP").asText("").equals("None")) {
      labels.put("service.kubernetes.io/headless", "");
    }
    metadata.putArray("ownerReferences").add(Meta.controllerReference(service));
    slice.put("addressType", "IPv4");
    slice.set("ports", ports.deepCopy());
    return slice;
  }

  private static ObjectNode endpoint(ObjectNode service, ObjectNode pod, String zone) {
    ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
    endpoint.putArray("addresses").add(pod.path("status").path("podIP").asText());
    boolean always = service.path("spec").path("publishNotReadyAddresses").asBoolean(false);
    boolean serving = Pods.ready(pod);
    boolean terminating = Meta.deleting(pod);
    ObjectNode conditions = endpoint.putObject("conditions");
    conditions.put("ready", always || (serving && !terminating));
    conditions.put("serving", serving).put("terminating", terminating);
    JsonNode subdomain = pod.path("spec").path("subdomain");
    if (subdomain.asText("").equals(Meta.name(service)) && pod.path("spec").has("hostname")) {
      endpoint.set("hostname", pod.path("spec").get("hostname"));
    }
    if (!Pods.node(pod).isEmpty()) {
      endpoint.put("nodeName", Pods.node(pod));
    }
    endpoint.set("targetRef", target(pod));
    if (!zone.isEmpty()) {
      endpoint.put("zone", zone);
    }
    return endpoint;
  }

  static ObjectNode target(ObjectNode pod) {
    ObjectNode target = JsonNodeFactory.instance.objectNode();
    target.put("kind", "Pod").put("name", Meta.name(pod)).put("namespace", Meta.namespace(pod));
    return target.put("uid", Meta.uid(pod));
  }
}
