package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Selector;
import java.util.List;

/** How evenly a pod's like are to stand in the domains of a topology. */
record SpreadConstraint(JsonNode constraint, ObjectNode owner) {
  /** Those of the pod that say this of {@code whenUnsatisfiable}. */
  static List<SpreadConstraint> of(ObjectNode pod, String whenUnsatisfiable) {
    return pod.path("spec")
        .path("topologySpreadConstraints")
        .valueStream()
        .filter(each -> each.path("whenUnsatisfiable").asText().equals(whenUnsatisfiable))
        .map(each -> new SpreadConstraint(each, pod))
        .toList();
  }

  /** What holds for pods of services and sets that name no constraint of their own. */
  static SpreadConstraint byDefault(ObjectNode pod, String key, int maxSkew, JsonNode selector) {
    ObjectNode constraint = JsonNodeFactory.instance.objectNode();
    constraint.put("topologyKey", key).put("maxSkew", maxSkew);
    constraint.set("labelSelector", selector);
    return new SpreadConstraint(constraint, pod);
  }

  String key() {
    return constraint.path("topologyKey").asText();
  }

  int maxSkew() {
    return constraint.path("maxSkew").asInt(1);
  }

  int minDomains() {
    return constraint.path("minDomains").asInt(1);
  }

  /** Whether the node's pods count for the pod. */
  boolean includes(NodeView node) {
    JsonNode spec = owner.path("spec");
    boolean anyNode = constraint.path("nodeAffinityPolicy").asText("").equals("Ignore");
    boolean untainted = constraint.path("nodeTaintsPolicy").asText("").equals("Honor");
    return (anyNode || NodeSelection.wants(spec, node.node()))
        && (!untainted || Taints.tolerated(spec.path("tolerations"), node));
  }

  boolean meansItself() {
    return means(owner);
  }

  /**
   * Which pods are meant.
   *
   * @param keys and the labels that they are read from matter only together
   */
  private record Meant(String namespace, JsonNode selector, JsonNode keys, JsonNode labels) {}

  /** The pod's like on a node. */
  int matching(NodeView node) {
    JsonNode keys = constraint.path("matchLabelKeys");
    JsonNode labels = keys.isEmpty() ? keys : owner.path("metadata").path("labels");
    Meant meant = new Meant(Meta.namespace(owner), constraint.path("labelSelector"), keys, labels);
    return node.counted().computeIfAbsent(meant, none -> count(node));
  }

  private int count(NodeView node) {
    String namespace = Meta.namespace(owner);
    return (int)
        node.pods().stream()
            .map(Placed::pod)
            .filter(pod -> Meta.namespace(pod).equals(namespace))
            .filter(pod -> !Meta.deleting(pod))
            .filter(this::means)
            .count();
  }

  private boolean means(JsonNode pod) {
    JsonNode labels = pod.path("metadata").path("labels");
    JsonNode own = owner.path("metadata").path("labels");
    return Selector.matches(constraint.path("labelSelector"), labels)
        && LabelKeys.same(constraint.path("matchLabelKeys"), own, labels);
  }
}
