package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a pod can be on a node, regarding that node alone. */
final class NodeFit {
  private NodeFit() {}

  /** What the first check that fails says; empty if the node will do. */
  static List<Reason> check(Placed asking, NodeView view) {
    JsonNode podSpec = asking.pod().path("spec");
    JsonNode tolerations = podSpec.path("tolerations");
    if (view.node().path("spec").path("unschedulable").asBoolean(false)
        && !NodeSelection.tolerates(tolerations, Taints.UNSCHEDULABLE)) {
      return List.of(Reason.lasting("node(s) were unschedulable"));
    }
    if (!Taints.tolerated(tolerations, view)) {
      return List.of(Reason.lasting("node(s) had untolerated taint(s)"));
    }
    if (!NodeSelection.wants(podSpec, view.node())) {
      return List.of(Reason.lasting("node(s) didn't match Pod's node affinity/selector"));
    }
    if (!asking.hostPorts().isEmpty() && conflicts(asking, view)) {
      return List.of(Reason.curable("node(s) didn't have free ports for the requested pod ports"));
    }
    return room(asking, view);
  }

  private static boolean conflicts(Placed asking, NodeView view) {
    return view.pods().stream()
        .flatMap(placed -> placed.hostPorts().stream())
        .anyMatch(taken -> asking.hostPorts().stream().anyMatch(taken::conflictsWith));
  }

  private static List<Reason> room(Placed asking, NodeView view) {
    List<Reason> reasons = new ArrayList<>();
    for (Map.Entry<String, Long> wanted : asking.requests().milli().entrySet()) {
      String resource = wanted.getKey();
      long all = view.allocatable().of(resource);
      if (wanted.getValue() > 0 && wanted.getValue() > all - view.used().of(resource)) {
        boolean pods = resource.equals("pods");
        // On an empty node it would not fit either.
        boolean curable = pods || wanted.getValue() <= all;
        String text = pods ? "Too many pods" : "Insufficient " + resource;
        reasons.add(new Reason(text, curable));
      }
    }
    return reasons;
  }
}
