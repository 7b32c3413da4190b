package dev.tend.sandbox.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether a pod on a node would be spread as it must be. */
final class Spread {
  private static final String UNEVEN = "node(s) didn't match pod topology spread constraints";

  private final List<Counted> constraints = new ArrayList<>();

  /**
   * @param counts matching pods of each domain that counts
   */
  private record Counted(SpreadConstraint constraint, Map<String, Integer> counts) {
    /** The least of the domains; those that are yet to come count as empty. */
    int fewest() {
      return counts.size() < constraint.minDomains()
          ? 0
          : counts.values().stream().mapToInt(Integer::intValue).min().orElse(Integer.MAX_VALUE);
    }
  }

  Spread(Placed asking, List<NodeView> nodes) {
    List<SpreadConstraint> required = SpreadConstraint.of(asking.pod(), "DoNotSchedule");
    for (SpreadConstraint constraint : required) {
      Map<String, Integer> counts = new TreeMap<>();
      for (NodeView node : nodes) {
        // Only nodes of all the topologies count for each of them.
        boolean inAll = required.stream().noneMatch(each -> node.domain(each.key()).isEmpty());
        if (inAll && constraint.includes(node)) {
          counts.merge(node.domain(constraint.key()), constraint.matching(node), Integer::sum);
        }
      }
      constraints.add(new Counted(constraint, counts));
    }
  }

  Optional<Reason> check(NodeView view) {
    for (Counted each : constraints) {
      SpreadConstraint constraint = each.constraint();
      String domain = view.domain(constraint.key());
      if (domain.isEmpty()) {
        return Optional.of(Reason.lasting(UNEVEN + " (missing required label)"));
      }
      int here = each.counts().getOrDefault(domain, 0) + (constraint.meansItself() ? 1 : 0);
      if ((long) here - each.fewest() > constraint.maxSkew()) {
        return Optional.of(Reason.curable(UNEVEN));
      }
    }
    return Optional.empty();
  }
}
