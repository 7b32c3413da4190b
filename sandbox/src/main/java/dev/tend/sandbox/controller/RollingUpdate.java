package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a Deployment's replica sets may grow and shrink in one step, so that there are never more
 * pods than desired plus surge nor fewer available ones than desired less unavailable.
 */
final class RollingUpdate {
  private RollingUpdate() {}

  /** How many pods a Deployment wants, may have too many, and may lack. */
  record Bounds(int desired, int maxSurge, int maxUnavailable) {
    static Bounds of(JsonNode spec) {
      int desired = spec.path("replicas").asInt(1);
      JsonNode strategy = spec.path("strategy");
      if (strategy.path("type").asText("RollingUpdate").equals("Recreate")) {
        return new Bounds(desired, 0, 0);
      }
      JsonNode rolling = strategy.path("rollingUpdate");
      int quarterUp = Math.ceilDiv(desired, 4);
      int quarterDown = Math.floorDiv(desired, 4);
      int surge = IntOrPercent.of(rolling.path("maxSurge"), desired, true, quarterUp);
      int lack = IntOrPercent.of(rolling.path("maxUnavailable"), desired, false, quarterDown);
      // Percentages can both round to none, and nothing would ever move.
      int unavailable = surge == 0 && lack == 0 ? 1 : lack;
      return new Bounds(desired, surge, Math.min(unavailable, desired));
    }

    int most() {
      return desired == 0 ? 0 : desired + maxSurge;
    }

    int leastAvailable() {
      return desired - maxUnavailable;
    }
  }

  /**
   * A replica set's pods: how many it is to have, and how many are available. A status that lags
   * behind a scaling down counts pods that are about to go: they don't count here.
   */
  record Size(int wanted, int available) {
    Size {
      available = Math.min(wanted, available);
    }
  }

  /**
   * The next size of the new replica set.
   *
   * @param all pods that all replica sets together are to have now
   */
  static int newSize(Bounds bounds, int present, int all) {
    if (present >= bounds.desired()) {
      return bounds.desired();
    }
    int room = bounds.desired() + bounds.maxSurge() - all;
    return room <= 0 ? present : present + Math.min(room, bounds.desired() - present);
  }

  /**
   * The next sizes of the old replica sets, in their order: unavailable pods go first, then as many
   * available ones as can be spared.
   *
   * @param olds oldest first
   */
  static List<Integer> oldSizes(Bounds bounds, Size fresh, List<Size> olds) {
    List<Integer> sizes = new ArrayList<>(olds.stream().map(Size::wanted).toList());
    int all = fresh.wanted() + sizes.stream().mapToInt(Integer::intValue).sum();
    int freshUnavailable = fresh.wanted() - fresh.available();
    int spare = all - bounds.leastAvailable() - freshUnavailable;
    if (spare <= 0) {
      return sizes;
    }
    int cleaned = 0;
    for (int i = 0; i < olds.size() && cleaned < spare; i++) {
      int unhealthy = sizes.get(i) - olds.get(i).available();
      int less = Math.min(spare - cleaned, unhealthy);
      sizes.set(i, sizes.get(i) - less);
      cleaned += less;
    }
    int available = fresh.available() + olds.stream().mapToInt(Size::available).sum();
    int free = available - bounds.leastAvailable();
    for (int i = 0; i < olds.size() && free > 0; i++) {
      int less = Math.min(free, sizes.get(i));
      sizes.set(i, sizes.get(i) - less);
      free -= less;
    }
    return sizes;
  }
}
