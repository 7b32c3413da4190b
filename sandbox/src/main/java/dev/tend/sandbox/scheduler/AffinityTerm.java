package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Which other pods a pod wants near, or away from, and what near means.
 *
 * @param weight of a preference; 0 of what is required
 */
record AffinityTerm(JsonNode term, JsonNode owner, int weight) {
  static List<AffinityTerm> required(JsonNode pod, String kind) {
    List<AffinityTerm> terms = new ArrayList<>();
    affinity(pod, kind)
        .path("requiredDuringSchedulingIgnoredDuringExecution")
        .forEach(term -> terms.add(new AffinityTerm(term, pod, 0)));
    return List.copyOf(terms);
  }

  static List<AffinityTerm> preferred(JsonNode pod, String kind) {
    List<AffinityTerm> terms = new ArrayList<>();
    for (JsonNode weighted :
        affinity(pod, kind).path("preferredDuringSchedulingIgnoredDuringExecution")) {
      terms.add(
          new AffinityTerm(
              weighted.path("podAffinityTerm"), pod, weighted.path("weight").asInt(0)));
    }
    return List.copyOf(terms);
  }

  private static JsonNode affinity(JsonNode pod, String kind) {
    return pod.path("spec").path("affinity").path(kind);
  }

  String key() {
    return term.path("topologyKey").asText();
  }

  /** Whether the term speaks of the other pod. */
  boolean means(JsonNode other, UnaryOperator<JsonNode> namespaceLabels) {
    JsonNode labels = other.path("metadata").path("labels");
    return inNamespace(other, namespaceLabels)
        && Selector.matches(term.path("labelSelector"), labels)
        && sameLabels(labels);
  }

  private boolean inNamespace(JsonNode other, UnaryOperator<JsonNode> namespaceLabels) {
    String namespace = Meta.namespace(other);
    JsonNode listed = term.path("namespaces");
    JsonNode selector = term.path("namespaceSelector");
    if (listed.isEmpty() && !selector.isObject()) {
      return Meta.namespace(owner).equals(namespace);
    }
    return listed.valueStream().anyMatch(name -> name.asText().equals(namespace))
        || (selector.isObject() && Selector.matches(selector, namespaceLabels.apply(other)));
  }

  private boolean sameLabels(JsonNode labels) {
    JsonNode own = owner.path("metadata").path("labels");
    return LabelKeys.same(term.path("matchLabelKeys"), own, labels)
        && LabelKeys.different(term.path("mismatchLabelKeys"), own, labels);
  }
}
