package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Selector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Whether a pod can be on a node, regarding the other pods of the cluster. */
final class Neighbours {
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

  private final ObjectNode pod;
  private final List<NodeView> nodes;
  private final UnaryOperator<JsonNode> namespaceLabels;

  /**
   * @param namespaceLabels the labels of the namespace of an object; absent where it isn't there
   */
  Neighbours(ObjectNode pod, List<NodeView> nodes, UnaryOperator<JsonNode> namespaceLabels) {
    this.pod = pod;
    this.nodes = nodes;
    this.namespaceLabels = namespaceLabels;
  }

  Optional<Reason> check(NodeView view) {
    return spread(view).or(() -> affinity(view)).or(() -> antiAffinity(view));
  }

  private Optional<Reason> spread(NodeView view) {
    for (JsonNode constraint : pod.path("spec").path("topologySpreadConstraints")) {
      if (!constraint.path("whenUnsatisfiable").asText().equals("DoNotSchedule")) {
        continue;
      }
      String key = constraint.path("topologyKey").asText();
      if (view.domain(key).isEmpty()) {
        return Optional.of(
            Reason.lasting(
                "node(s) didn't match pod topology spread constraints (missing required label)"));
      }
      Map<String, Integer> counts = counts(constraint, key);
      // Domains that are yet to come count as empty.
      int fewest =
          counts.size() < constraint.path("minDomains").asInt(1)
              ? 0
              : counts.values().stream().mapToInt(Integer::intValue).min().orElse(0);
      JsonNode selector = constraint.path("labelSelector");
      int self = Selector.matches(selector, pod.path("metadata").path("labels")) ? 1 : 0;
      int here = counts.getOrDefault(view.domain(key), 0) + self;
      if (here - fewest > constraint.path("maxSkew").asInt(1)) {
        return Optional.of(Reason.curable("node(s) didn't match pod topology spread constraints"));
      }
    }
    return Optional.empty();
  }

  /** Matching pods in each domain that the pod may go to. */
  private Map<String, Integer> counts(JsonNode constraint, String key) {
    Map<String, Integer> counts = new TreeMap<>();
    for (NodeView node : nodes) {
      String domain = node.domain(key);
      if (domain.isEmpty() || !NodeSelection.wants(pod.path("spec"), node.node())) {
        continue;
      }
      long matching =
          node.pods().stream()
              .filter(other -> Meta.namespace(other.pod()).equals(Meta.namespace(pod)))
              .filter(other -> !Meta.deleting(other.pod()))
              .filter(other -> Selector.matches(constraint.path("labelSelector"), labels(other)))
              .count();
      counts.merge(domain, (int) matching, Integer::sum);
    }
    return counts;
  }

  private Optional<Reason> affinity(NodeView view) {
    JsonNode terms = pod.path("spec").path("affinity").path("podAffinity").path(REQUIRED);
    for (JsonNode term : terms) {
      if (!isMet(term, view)) {
        return Optional.of(Reason.lasting("node(s) didn't match pod affinity rules"));
      }
    }
    return Optional.empty();
  }

  private boolean isMet(JsonNode term, NodeView view) {
    String key = term.path("topologyKey").asText();
    String domain = view.domain(key);
    if (domain.isEmpty()) {
      return false;
    }
    boolean anywhere = false;
    for (NodeView node : nodes) {
      if (node.pods().stream().anyMatch(other -> isMeant(term, pod, other.pod()))) {
        anywhere = true;
        if (node.domain(key).equals(domain)) {
          return true;
        }
      }
    }
    // The first of a group that wants to be together may be anywhere.
    return !anywhere && isMeant(term, pod, pod);
  }

  /** The terms of the pods that a pod keeps away from. */
  static JsonNode repelled(JsonNode pod) {
    return pod.path("spec").path("affinity").path("podAntiAffinity").path(REQUIRED);
  }

  private Optional<Reason> antiAffinity(NodeView view) {
    JsonNode own = repelled(pod);
    for (NodeView node : nodes) {
      for (Placed other : node.pods()) {
        for (JsonNode term : own) {
          if (isNear(term, view, node) && isMeant(term, pod, other.pod())) {
            return Optional.of(Reason.curable("node(s) didn't match pod anti-affinity rules"));
          }
        }
        if (other.repels() && repels(other, view, node)) {
          return Optional.of(
              Reason.curable("node(s) didn't satisfy existing pods anti-affinity rules"));
        }
      }
    }
    return Optional.empty();
  }

  private boolean repels(Placed other, NodeView view, NodeView node) {
    return repelled(other.pod())
        .valueStream()
        .anyMatch(term -> isNear(term, view, node) && isMeant(term, other.pod(), pod));
  }

  private static boolean isNear(JsonNode term, NodeView one, NodeView other) {
    String key = term.path("topologyKey").asText();
    return !one.domain(key).isEmpty() && one.domain(key).equals(other.domain(key));
  }

  /** Whether the owner's term speaks of the other pod. */
  private boolean isMeant(JsonNode term, JsonNode owner, JsonNode other) {
    return inNamespace(term, owner, other)
        && Selector.matches(term.path("labelSelector"), other.path("metadata").path("labels"));
  }

  private boolean inNamespace(JsonNode term, JsonNode owner, JsonNode other) {
    String namespace = Meta.namespace(other);
    JsonNode listed = term.path("namespaces");
    JsonNode selector = term.path("namespaceSelector");
    if (listed.isEmpty() && !selector.isObject()) {
      return Meta.namespace(owner).equals(namespace);
    }
    return listed.valueStream().anyMatch(name -> name.asText().equals(namespace))
        || (selector.isObject() && Selector.matches(selector, namespaceLabels.apply(other)));
  }

  private static JsonNode labels(Placed placed) {
    return placed.pod().path("metadata").path("labels");
  }
}
