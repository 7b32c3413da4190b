package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Whether a pod can be on a node, regarding the other pods of the cluster. */
final class Neighbours {
  private final Placed asking;
  private final Spread spread;
  private final UnaryOperator<JsonNode> namespaceLabels;

  /** Domains of pods that all of its wishes speak of. */
  private final Set<Domain> wanted = new HashSet<>();

  /** Domains of pods that it keeps away from. */
  private final Set<Domain> avoided = new HashSet<>();

  /** Domains of pods that keep it away. */
  private final Set<Domain> closed = new HashSet<>();

  /** A value of a topology label. */
  private record Domain(String key, String value) {}

  /**
   * @param namespaceLabels the labels of the namespace of an object; absent where it isn't there
   */
  Neighbours(Placed asking, List<NodeView> nodes, UnaryOperator<JsonNode> namespaceLabels) {
    this.asking = asking;
    this.spread = new Spread(asking, nodes);
    this.namespaceLabels = namespaceLabels;
    for (NodeView node : nodes) {
      if (!asking.wants().isEmpty() || !asking.repels().isEmpty()) {
        node.pods().forEach(other -> noteWishes(other, node));
      }
      for (Placed other : node.opinionated()) {
        other.repels().stream()
            .filter(term -> term.means(asking.pod(), namespaceLabels))
            .forEach(term -> note(closed, term, node));
      }
    }
  }

  private void noteWishes(Placed other, NodeView node) {
    List<AffinityTerm> wants = asking.wants();
    if (!wants.isEmpty() && areMet(other)) {
      wants.forEach(term -> note(wanted, term, node));
    }
    asking.repels().stream()
        .filter(term -> term.means(other.pod(), namespaceLabels))
        .forEach(term -> note(avoided, term, node));
  }

  private boolean areMet(Placed other) {
    return asking.wants().stream().allMatch(term -> term.means(other.pod(), namespaceLabels));
  }

  private static void note(Set<Domain> domains, AffinityTerm term, NodeView node) {
    String value = node.domain(term.key());
    if (!value.isEmpty()) {
      domains.add(new Domain(term.key(), value));
    }
  }

  Optional<Reason> check(NodeView view) {
    return spread.check(view).or(() -> affinity(view));
  }

  private Optional<Reason> affinity(NodeView view) {
    if (!isWelcome(view)) {
      return Optional.of(Reason.lasting("node(s) didn't match pod affinity rules"));
    }
    if (isIn(avoided, view, asking.repels())) {
      return Optional.of(Reason.curable("node(s) didn't match pod anti-affinity rules"));
    }
    return closed.stream().anyMatch(domain -> view.domain(domain.key()).equals(domain.value()))
        ? Optional.of(Reason.curable("node(s) didn't satisfy existing pods anti-affinity rules"))
        : Optional.empty();
  }

  private boolean isWelcome(NodeView view) {
    List<AffinityTerm> wants = asking.wants();
    if (wants.stream().anyMatch(term -> view.domain(term.key()).isEmpty())) {
      return false;
    }
    boolean near =
        wants.stream()
            .allMatch(term -> wanted.contains(new Domain(term.key(), view.domain(term.key()))));
    // The first of a group that wants to be together may be anywhere.
    return near || (wanted.isEmpty() && areMet(asking));
  }

  private static boolean isIn(Set<Domain> domains, NodeView view, List<AffinityTerm> terms) {
    return terms.stream()
        .anyMatch(term -> domains.contains(new Domain(term.key(), view.domain(term.key()))));
  }
}
