package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a pod can be on a node, regarding that node alone. */
final class NodeFit {
  private NodeFit() {}

  /** What the first check that fails says; empty if the node will do. */
  static List<Reason> check(JsonNode podSpec, NodeView view) {
    JsonNode tolerations = podSpec.path("tolerations");
    if (view.node().path("spec").path("unschedulable").asBoolean(false)
        && !NodeSelection.tolerates(tolerations, Taints.UNSCHEDULABLE)) {
      return List.of(Reason.lasting("node(s) were unschedulable"));
    }
    for (JsonNode taint : view.node().path("spec").path("taints")) {
      boolean hard = !taint.path("effect").asText().equals("PreferNoSchedule");
      if (hard && !NodeSelection.tolerates(tolerations, taint)) {
        return List.of(Reason.lasting("node(s) had untolerated taint(s)"));
      }
    }
    if (!NodeSelection.wants(podSpec, view.node())) {
      return List.of(Reason.lasting("node(s) didn't match Pod's node affinity/selector"));
    }
    Set<String> ports = HostPorts.of(podSpec);
    if (!ports.isEmpty()
        && view.pods().stream()
            .anyMatch(pod -> pod.hostPorts().stream().anyMatch(ports::contains))) {
      return List.of(Reason.curable("node(s) didn't have free ports for the requested pod ports"));
    }
    return room(podSpec, view);
  }

  private static List<Reason> room(JsonNode podSpec, NodeView view) {
    List<Reason> reasons = new ArrayList<>();
    Amounts allocatable = view.allocatable();
    Amounts free = allocatable.minus(view.used());
    for (Map.Entry<String, Long> wanted : Amounts.requestedBy(podSpec).milli().entrySet()) {
      String resource = wanted.getKey();
      if (wanted.getValue() > 0 && wanted.getValue() > free.of(resource)) {
        String text = resource.equals("pods") ? "Too many pods" : "Insufficient " + resource;
        // On an empty node it would not fit either.
        boolean curable = wanted.getValue() <= allocatable.of(resource);
        reasons.add(new Reason(text, curable));
      }
    }
    return reasons;
  }
}
