package dev.tend.sandbox.scheduler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says why no node would do, in the scheduler's words. */
final class Unschedulable {
  private static final String NOT_HELPFUL = "Preemption is not helpful for scheduling";

  private Unschedulable() {}

  /**
   * What the filters said.
   *
   * @param perNode of each node
   */
  static String filtered(Collection<List<Reason>> perNode) {
    return none(perNode.size(), perNode);
  }

  /** The same, and why driving out others is no way, for another reason than the nodes'. */
  static String filtered(Collection<List<Reason>> perNode, String forbidden) {
    return filtered(perNode) + " no new claims to deallocate, preemption: " + forbidden;
  }

  /**
   * The same, and why driving out others is no way.
   *
   * @param refusals of the nodes where that was tried
   */
  static String filtered(Collection<List<Reason>> perNode, Map<String, List<Reason>> refusals) {
    List<List<Reason>> all = new ArrayList<>(refusals.values());
    while (all.size() < perNode.size()) {
      all.add(List.of(Reason.lasting(NOT_HELPFUL)));
    }
    return filtered(perNode, none(perNode.size(), all));
  }

  private static String none(int nodes, Collection<List<Reason>> perNode) {
    Map<String, Integer> reasons = new TreeMap<>();
    perNode.forEach(node -> node.forEach(reason -> reasons.merge(reason.text(), 1, Integer::sum)));
    String counted =
        reasons.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .sorted()
            .collect(Collectors.joining(", "));
    return "0/%d nodes are available: %s.".formatted(nodes, counted);
  }

  /** Of a pod that no node could take, since something that it names isn't there. */
  static String message(int nodes, String reason) {
    return nodes == 0
        ? "no nodes available to schedule pods"
        : "0/%d nodes are available: %s. not found".formatted(nodes, reason);
  }
}
