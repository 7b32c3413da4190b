package dev.tend.sandbox.scheduler;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says why no node would do, in the scheduler's words. */
final class Unschedulable {
  private static final String NOT_HELPFUL = "Preemption is not helpful for scheduling";
  private static final String NO_VICTIMS = "No preemption victims found for incoming pod";

  private Unschedulable() {}

  /**
   * @param perNode what each node's check said
   */
  static String message(Collection<List<Reason>> perNode) {
    if (perNode.isEmpty()) {
      return "no nodes available to schedule pods";
    }
    Map<String, Integer> reasons = new TreeMap<>();
    Map<String, Integer> preemption = new TreeMap<>();
    for (List<Reason> node : perNode) {
      node.forEach(reason -> reasons.merge(reason.text(), 1, Integer::sum));
      boolean curable = node.stream().allMatch(Reason::curable);
      preemption.merge(curable ? NO_VICTIMS : NOT_HELPFUL, 1, Integer::sum);
    }
    String none = "0/%d nodes are available: %s.";
    return none.formatted(perNode.size(), counted(reasons))
        + " no new claims to deallocate, preemption: "
        + none.formatted(perNode.size(), counted(preemption));
  }

  /** Of a pod that no node could take, since something that it names isn't there. */
  static String message(int nodes, String reason) {
    return nodes == 0
        ? "no nodes available to schedule pods"
        : "0/%d nodes are available: %s. not found".formatted(nodes, reason);
  }

  private static String counted(Map<String, Integer> reasons) {
    return reasons.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
