package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which of a replica set's pods go first when it shrinks: those that are missed least. */
final class DeletionRank {
  private static final String COST = "controller.kubernetes.io/pod-deletion-cost";

  private DeletionRank() {}

  /** The pods in the order in which they should go. */
  static List<ObjectNode> order(List<ObjectNode> pods) {
    Map<String, Long> perNode =
        pods.stream().collect(Collectors.groupingBy(Pods::node, Collectors.counting()));
    Comparator<ObjectNode> rank =
        Comparator.comparing((ObjectNode pod) -> !Pods.node(pod).isEmpty())
            .thenComparingInt(DeletionRank::phase)
            .thenComparing(Pods::ready)
            .thenComparingLong(DeletionRank::cost)
            .thenComparingLong(pod -> -perNode.getOrDefault(Pods.node(pod), 0L))
            .thenComparing(DeletionRank::readySince, Comparator.reverseOrder())
            .thenComparing(Pods::restarts, Comparator.reverseOrder())
            .thenComparing(Meta::created, Comparator.reverseOrder())
            .thenComparing(Meta::name);
    return pods.stream().sorted(rank).toList();
  }

  private static int phase(ObjectNode pod) {
    return switch (Pods.phase(pod)) {
      case "Pending" -> 0;
      case "Unknown" -> 1;
      default -> 2;
    };
  }

  private static long cost(ObjectNode pod) {
    return pod.path("metadata").path("annotations").path(COST).asLong(0);
  }

  private static Instant readySince(ObjectNode pod) {
    return Pods.readySince(pod).orElse(Instant.EPOCH);
  }
}
