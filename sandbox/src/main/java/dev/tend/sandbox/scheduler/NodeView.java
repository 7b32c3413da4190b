package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import java.util.ArrayList;
import java.util.List;

/** A node, and the pods that are on it or about to be. */
record NodeView(
    ObjectNode node,
    List<Placed> pods,
    List<Placed> opinionated,
    Amounts allocatable,
    Amounts used,
    Amounts assumed) {
  static NodeView of(ObjectNode node, List<Placed> pods) {
    Amounts used = Amounts.NONE;
    Amounts assumed = Amounts.NONE;
    for (Placed placed : pods) {
      used = used.plus(placed.requests());
      assumed = assumed.plus(placed.assumed());
    }
    return new NodeView(
        node,
        List.copyOf(pods),
        pods.stream().filter(Placed::hasAffinity).toList(),
        Amounts.of(node.path("status").path("allocatable")),
        used,
        assumed);
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
