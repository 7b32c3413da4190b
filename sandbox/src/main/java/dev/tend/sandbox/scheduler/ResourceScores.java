package dev.tend.sandbox.scheduler;

import java.util.List;

/** How much room a node would have left, and how evenly it would be used: 0 to 100 each. */
final class ResourceScores {
  private static final List<String> RESOURCES = List.of("cpu", "memory");

  private ResourceScores() {}

  /** The mean of what would be left of each resource. */
  static long leastUsed(Placed asking, NodeView view) {
    long sum = 0;
    int counted = 0;
    for (String resource : RESOURCES) {
      long all = view.allocatable().of(resource);
      if (all > 0) {
        long used = view.assumed().of(resource) + asking.assumed().of(resource);
        sum += used > all ? 0 : (all - used) * 100 / all;
        counted++;
      }
    }
    return counted == 0 ? 0 : sum / counted;
  }

  /** Whether the pod asks for anything, so that balance is a question. */
  static boolean matters(Placed asking) {
    return RESOURCES.stream().anyMatch(resource -> asking.requests().of(resource) > 0);
  }

  /** The less the used shares of the resources differ, the more. */
  static long balance(Placed asking, NodeView view) {
    double cpu = share("cpu", asking, view);
    double memory = share("memory", asking, view);
    // With one resource there is nothing to compare.
    double deviation = cpu < 0 || memory < 0 ? 0 : Math.abs((cpu - memory) / 2);
    return (long) ((1 - deviation) * 100);
  }

  private static double share(String resource, Placed asking, NodeView view) {
    long all = view.allocatable().of(resource);
    long used = view.used().of(resource) + asking.requests().of(resource);
    return all == 0 ? -1 : Math.min(1, (double) used / all);
  }
}
