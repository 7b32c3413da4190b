package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A node, and the pods that are on it or about to be.
 *
 * @param opinionated those of the pods that have an affinity of any kind
 * @param counted how many of the pods were found to be meant by what; filled by {@link
 *     SpreadConstraint} alone, as long as the node's pods stay the same
 */
record NodeView(
    ObjectNode node,
    List<Placed> pods,
    List<Placed> opinionated,
    Amounts allocatable,
    Amounts used,
    Amounts assumed,
    Map<Object, Integer> counted) {
  static NodeView of(ObjectNode node, List<Placed> pods) {
    return new NodeView(
        node,
        List.copyOf(pods),
        pods.stream().filter(Placed::hasAffinity).toList(),
        Amounts.of(node.path("status").path("allocatable")),
        Amounts.sum(pods.stream().map(Placed::requests)),
        Amounts.sum(pods.stream().map(Placed::assumed)),
        new HashMap<>());
  }

  String name() {
    return Meta.name(node);
  }

  JsonNode labels() {
    return node.path("metadata").path("labels");
  }

  JsonNode taints() {
    return node.path("spec").path("taints");
  }

  /** The value of a topology label, or empty. */
  String domain(String key) {
    return labels().path(key).asText("");
  }

  NodeView with(List<Placed> more) {
    List<Placed> all = new ArrayList<>(pods);
    all.addAll(more);
    return of(node, all);
  }

  NodeView without(List<Placed> fewer) {
    return of(node, pods.stream().filter(placed -> fewer.stream().noneMatch(placed::is)).toList());
  }
}
