package dev.tend.sandbox.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import java.time.Instant;

/** Rows of pods. */
final class PodPrinter {
  static final Printer PRINTER =
      Printer.of(
          PodPrinter::print,
          Column.NAME,
          Column.text("Ready", "The aggregate readiness state of this pod for accepting traffic."),
          Column.text("Status", "The aggregate status of the containers in this pod."),
          Column.text(
              "Restarts",
              "The number of times the containers in this pod have been restarted and when the"
                  + " last container in this pod has restarted."),
          Column.AGE,
          Column.wide("IP", "podIP address allocated to the pod."),
          Column.wide("Node", "NodeName indicates in which node this pod is scheduled."),
          Column.wide(
              "Nominated Node",
              "nominatedNodeName is set only when this pod preempts other pods on the node."),
          Column.wide(
              "Readiness Gates",
              "If specified, all readiness gates will be evaluated for pod readiness."));

  private PodPrinter() {}

  private static void print(ObjectNode pod, Instant now, ArrayNode cells) {
    JsonNode status = pod.path("status");
    PodSummary summary = PodSummary.of(pod);
    cells.add(Meta.name(pod)).add(summary.ready() + "/" + summary.total()).add(summary.status());
    String restarts = Integer.toString(summary.restarts());
    if (summary.restarts() > 0 && summary.lastRestart().isTextual()) {
      restarts += " (" + Cells.since(summary.lastRestart(), now) + " ago)";
    }
    cells.add(restarts).add(Cells.age(pod, now));
    cells.add(Cells.orNone(status.path("podIP")));
    cells.add(Cells.orNone(pod.path("spec").path("nodeName")));
    cells.add(Cells.orNone(status.path("nominatedNodeName")));
    cells.add(gates(pod));
  }

  private static String gates(ObjectNode pod) {
    JsonNode gates = pod.path("spec").path("readinessGates");
    if (gates.isEmpty()) {
      return Cells.NONE;
    }
    int met = 0;
    for (JsonNode gate : gates) {
      for (JsonNode condition : pod.path("status").path("conditions")) {
        boolean same = condition.path("type").equals(gate.path("conditionType"));
        met += same && condition.path("status").asText().equals("True") ? 1 : 0;
      }
    }
    return met + "/" + gates.size();
  }
}
