package dev.tend.sandbox.controller;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares a change of a Deployment's size among its replica sets in the middle of a rollout, each in
 * proportion to its size, so that scaling neither hurries nor hinders the rollout.
 */
final class ProportionalScaling {
  private ProportionalScaling() {}

  /**
   * A replica set with pods.
   *
   * @param age 0 for the oldest
   * @param mostBefore desired plus surge when it was last scaled
   */
  record Part(String name, int size, int age, int mostBefore) {}

  /** The new size of each part, by name, in the order in which they are scaled. */
  static Map<String, Integer> share(RollingUpdate.Bounds bounds, List<Part> parts) {
    int toAdd = bounds.most() - parts.stream().mapToInt(Part::size).sum();
    Comparator<Part> largestFirst = Comparator.comparingInt(Part::size).reversed();
    Comparator<Part> byAge = Comparator.comparingInt(Part::age);
    List<Part> order = new ArrayList<>(parts);
    order.sort(largestFirst.thenComparing(toAdd > 0 ? byAge.reversed() : byAge));
    Map<String, Integer> sizes = new LinkedHashMap<>();
    int added = 0;
    for (Part part : order) {
      int change = change(bounds, part, toAdd, added);
      sizes.put(part.name(), part.size() + change);
      added += change;
    }
    if (!order.isEmpty() && toAdd != added) {
      int leftover = toAdd - added;
      sizes.merge(order.getFirst().name(), leftover, (size, rest) -> Math.max(0, size + rest));
    }
    return sizes;
  }

  private static int change(RollingUpdate.Bounds bounds, Part part, int toAdd, int added) {
    if (part.size() == 0 || toAdd == added) {
      return 0;
    }
    int allowed = toAdd - added;
    int fraction = fraction(bounds, part);
    return toAdd > 0 ? Math.min(fraction, allowed) : Math.max(fraction, allowed);
  }

  private static int fraction(RollingUpdate.Bounds bounds, Part part) {
    if (bounds.desired() == 0 || part.mostBefore() == 0) {
      return bounds.desired() == 0 ? -part.size() : 0;
    }
    double scaled = (double) part.size() * bounds.most() / part.mostBefore();
    return (int) Math.round(scaled) - part.size();
  }
}
