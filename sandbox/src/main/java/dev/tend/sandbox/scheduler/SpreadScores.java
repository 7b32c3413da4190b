package dev.tend.sandbox.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How evenly a pod's like would stand with it on a node. */
final class SpreadScores {
  private static final String HOSTNAME = "kubernetes.io/hostname";

  private final boolean everywhere;
  private final List<Weighed> constraints = new ArrayList<>();

  /**
   * @param counts matching pods of each domain of the nodes in question
   * @param weight the more domains, the more a pod in one of them counts
   */
  private record Weighed(SpreadConstraint constraint, Map<String, Integer> counts, double weight) {
    boolean byNode() {
      return constraint.key().equals(HOSTNAME);
    }
  }

  private static double score(Weighed each, NodeView view) {
    SpreadConstraint constraint = each.constraint();
    String domain = view.domain(constraint.key());
    if (domain.isEmpty()) {
      return 0;
    }
    int count = each.byNode() ? constraint.matching(view) : each.counts().getOrDefault(domain, 0);
    return count * each.weight() + (constraint.maxSkew() - 1);
  }

  /**
   * @param everywhere whether nodes outside of a topology count, too
   * @param fitting the nodes in question
   */
  SpreadScores(
      List<SpreadConstraint> wanted,
      boolean everywhere,
      List<NodeView> nodes,
      List<NodeView> fitting) {
    this.everywhere = everywhere;
    List<NodeView> inside = fitting.stream().filter(node -> isInside(node, wanted)).toList();
    for (SpreadConstraint constraint : wanted) {
      Map<String, Integer> counts = new HashMap<>();
      boolean byNode = constraint.key().equals(HOSTNAME);
      if (!byNode) {
        inside.stream()
            .map(node -> node.domain(constraint.key()))
            .filter(domain -> everywhere || !domain.isEmpty())
            .forEach(domain -> counts.put(domain, 0));
        count(constraint, wanted, nodes, counts);
      }
      int domains = byNode ? inside.size() : counts.size();
      constraints.add(new Weighed(constraint, counts, Math.log(domains + 2)));
    }
  }

  private void count(
      SpreadConstraint constraint,
      List<SpreadConstraint> wanted,
      List<NodeView> nodes,
      Map<String, Integer> counts) {
    for (NodeView node : nodes) {
      String domain = node.domain(constraint.key());
      if (counts.containsKey(domain) && isInside(node, wanted) && constraint.includes(node)) {
        counts.merge(domain, constraint.matching(node), Integer::sum);
      }
    }
  }

  private boolean isInside(NodeView node, List<SpreadConstraint> wanted) {
    return everywhere || wanted.stream().noneMatch(each -> node.domain(each.key()).isEmpty());
  }

  /** The higher, the more uneven; empty for a node that is outside. */
  Optional<Long> unevenness(NodeView view) {
    if (!isInside(view, constraints.stream().map(Weighed::constraint).toList())) {
      return Optional.empty();
    }
    double sum = 0;
    for (Weighed each : constraints) {
      sum += score(each, view);
    }
    return Optional.of(Math.round(sum));
  }
}
