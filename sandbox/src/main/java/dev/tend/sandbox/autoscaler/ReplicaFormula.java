package dev.tend.sandbox.autoscaler;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The published formula: as many replicas as it takes to bring the average to its target, unless
 * that is near already. Pods that aren't known count as is safe: as fully busy before replicas are
 * taken away, as idle before some are added.
 */
final class ReplicaFormula {
  private static final double TOLERANCE = 0.1;

  private final int current;
  private final PodGroups groups;
  private final Map<String, Long> used;

  /**
   * @param current how many replicas there shall be now
   * @param used in thousandths, by pod: of ready pods
   */
  ReplicaFormula(int current, PodGroups groups, Map<String, Long> used) {
    this.current = current;
    this.groups = groups;
    this.used = new TreeMap<>(used);
  }

  /**
   * What comes out.
   *
   * @param percent of what is requested; 0 where amounts are compared
   * @param average in thousandths
   */
  record Result(int replicas, int percent, long average) {}

  /** By the share of what is requested. */
  Result byUtilization(Map<String, Long> requests, int targetPercent) {
    int percent = percent(used, requests);
    double ratio = (double) percent / targetPercent;
    long average = average(used);
    if (isPlain(ratio)) {
      return new Result(plain(ratio), percent, average);
    }
    Map<String, Long> filled = new TreeMap<>(used);
    for (String pod : groups.missing()) {
      if (ratio < 1) {
        filled.put(pod, requests.getOrDefault(pod, 0L) * Math.max(100, targetPercent) / 100);
      } else if (ratio > 1) {
        filled.put(pod, 0L);
      }
    }
    fillUnready(filled, ratio);
    double next = (double) percent(filled, requests) / targetPercent;
    return new Result(careful(ratio, next, filled.size()), percent, average);
  }

  /** By the average amount. */
  Result byAverage(long target) {
    long average = average(used);
    double ratio = (double) average / target;
    if (isPlain(ratio)) {
      return new Result(plain(ratio), 0, average);
    }
    Map<String, Long> filled = new TreeMap<>(used);
    groups.missing().forEach(pod -> filled.put(pod, ratio < 1 ? target : 0L));
    fillUnready(filled, ratio);
    double next = (double) average(filled) / target;
    return new Result(careful(ratio, next, filled.size()), 0, average);
  }

  private boolean isPlain(double ratio) {
    return groups.missing().isEmpty() && (groups.unready().isEmpty() || ratio <= 1);
  }

  private void fillUnready(Map<String, Long> filled, double ratio) {
    if (ratio > 1) {
      groups.unready().forEach(pod -> filled.put(pod, 0L));
    }
  }

  private int plain(double ratio) {
    return isNear(ratio) ? current : (int) Math.ceil(ratio * groups.ready());
  }

  /** What was filled in may stop a change, never turn it round. */
  private int careful(double ratio, double next, int pods) {
    if (isNear(next) || (ratio < 1 && next > 1) || (ratio > 1 && next < 1)) {
      return current;
    }
    int replicas = (int) Math.ceil(next * pods);
    boolean turned = (next < 1 && replicas > current) || (next > 1 && replicas < current);
    return turned ? current : replicas;
  }

  private static boolean isNear(double ratio) {
    return 1 - TOLERANCE <= ratio && ratio <= 1 + TOLERANCE;
  }

  private static int percent(Map<String, Long> used, Map<String, Long> requests) {
    long all = 0;
    long requested = 0;
    for (Map.Entry<String, Long> one : used.entrySet()) {
      Long request = requests.get(one.getKey());
      if (request != null) {
        all += one.getValue();
        requested += request;
      }
    }
    return requested == 0 ? 0 : (int) (all * 100 / requested);
  }

  private static long average(Map<String, Long> used) {
    long all = used.values().stream().mapToLong(Long::longValue).sum();
    return used.isEmpty() ? 0 : all / used.size();
  }

  /** Pods by what may be said of them. */
  record PodGroups(int ready, Set<String> unready, Set<String> missing) {
    PodGroups {
      unready = Set.copyOf(unready);
      missing = Set.copyOf(missing);
    }
  }
}
