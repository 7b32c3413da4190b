package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import java.util.List;

/** A node, and the pods that are on it or about to be. */
record NodeView(ObjectNode node, List<Placed> pods, Amounts used) {
  String name() {
    return Meta.name(node);
  }

  JsonNode labels() {
    return node.path("metadata").path("labels");
  }

  Amounts allocatable() {
    return Amounts.of(node.path("status").path("allocatable"));
  }

  /** The value of a topology label, or empty. */
  String domain(String key) {
    return labels().path(key).asText("");
  }
}
