package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** How much a pod would like its neighbours on a node, and they it; not yet from 0 to 100. */
final class AffinityScores {
  /** What a pod's requirement counts with those that it speaks of. */
  private static final int REQUIRED = 1;

  private final Map<String, Map<String, Long>> weights = new HashMap<>();
  private final UnaryOperator<JsonNode> namespaceLabels;

  AffinityScores(Placed asking, List<NodeView> nodes, UnaryOperator<JsonNode> namespaceLabels) {
    this.namespaceLabels = namespaceLabels;
    boolean prefers = !asking.likes().isEmpty() || !asking.dislikes().isEmpty();
    for (NodeView node : nodes) {
      for (Placed other : prefers ? node.pods() : node.opinionated()) {
        asking.likes().forEach(term -> add(term, other, node, term.weight()));
        asking.dislikes().forEach(term -> add(term, other, node, -term.weight()));
        other.wants().forEach(term -> add(term, asking, node, REQUIRED));
        other.likes().forEach(term -> add(term, asking, node, term.weight()));
        other.dislikes().forEach(term -> add(term, asking, node, -term.weight()));
      }
    }
  }

  private void add(AffinityTerm term, Placed spokenOf, NodeView node, int weight) {
    String domain = node.domain(term.key());
    if (!domain.isEmpty() && term.means(spokenOf.pod(), namespaceLabels)) {
      weights
          .computeIfAbsent(term.key(), none -> new HashMap<>())
          .merge(domain, (long) weight, Long::sum);
    }
  }

  /** Whether anybody has an opinion. */
  boolean matter() {
    return !weights.isEmpty();
  }

  long of(NodeView view) {
    long sum = 0;
    for (Map.Entry<String, Map<String, Long>> key : weights.entrySet()) {
      sum += key.getValue().getOrDefault(view.domain(key.getKey()), 0L);
    }
    return sum;
  }
}
