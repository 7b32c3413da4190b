package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a DaemonSet's status says of its nodes. */
final class DaemonStatus {
  private DaemonStatus() {}

  /**
   * @param byNode the set's pods, by the node they are on or pinned to
   * @param hash of the newest revision
   */
  static ObjectNode of(
      ObjectNode set,
      List<ObjectNode> nodes,
      Map<String, List<ObjectNode>> byNode,
      String hash,
      Instant now) {
    int seconds = set.path("spec").path("minReadySeconds").asInt(0);
    int desired = 0;
    int current = 0;
    int misplaced = 0;
    int ready = 0;
    int updated = 0;
    int available = 0;
    for (ObjectNode node : nodes) {
      List<ObjectNode> here = byNode.getOrDefault(Meta.name(node), List.of());
      if (!DaemonPods.fit(set, node).starts()) {
        misplaced += here.isEmpty() ? 0 : 1;
        continue;
      }
      desired++;
      // Of several pods on a node the one that was placed there first counts.
      Optional<ObjectNode> first =
          here.stream().min(Comparator.comparing((ObjectNode pod) -> Pods.node(pod).isEmpty()));
      current += first.isPresent() ? 1 : 0;
      ready += first.filter(Pods::ready).isPresent() ? 1 : 0;
      available += first.filter(pod -> Pods.available(pod, seconds, now)).isPresent() ? 1 : 0;
      updated += first.filter(pod -> isOf(pod, hash)).isPresent() ? 1 : 0;
    }
    ObjectNode status = World.statusOf(set);
    Counts.observe(status, set);
    status.put("currentNumberScheduled", current).put("numberMisscheduled", misplaced);
    status.put("desiredNumberScheduled", desired).put("numberReady", ready);
    Counts.put(status, "updatedNumberScheduled", updated);
    Counts.put(status, "numberAvailable", available);
    Counts.put(status, "numberUnavailable", desired - available);
    return status;
  }

  private static boolean isOf(ObjectNode pod, String hash) {
    return Meta.label(pod, Revisions.POD_LABEL).equals(hash);
  }
}
