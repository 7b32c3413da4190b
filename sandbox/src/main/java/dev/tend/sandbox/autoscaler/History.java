package dev.tend.sandbox.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/** What was recommended for a target lately, and how it was scaled. */
final class History {
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1800);

  private final List<Entry> recommendations = new ArrayList<>();
  private final List<Entry> ups = new ArrayList<>();
  private final List<Entry> downs = new ArrayList<>();

  private record Entry(Instant time, int count) {}

  /** The first recommendation is to stay as it is. */
  void begin(int replicas, Instant now) {
    if (recommendations.isEmpty()) {
      recommendations.add(new Entry(now, replicas));
    }
  }

  /** The most (or least) that was recommended since a time, this one included. */
  int since(Instant cutoff, int recommendation, IntBinaryOperator better) {
    return recommendations.stream()
        .filter(one -> one.time().isAfter(cutoff))
        .mapToInt(Entry::count)
        .reduce(recommendation, better);
  }

  /** Remembers a recommendation, and forgets those from before a time. */
  void recommend(int replicas, Instant now, Instant cutoff) {
    recommendations.removeIf(one -> one.time().isBefore(cutoff));
    recommendations.add(new Entry(now, replicas));
  }

  /**
   * @param longest how long the longest period of a policy takes here
   */
  void scaled(int from, int to, Instant now, Duration longest) {
    List<Entry> events = to > from ? ups : downs;
    events.removeIf(one -> one.time().isBefore(now.minus(longest)));
    events.add(new Entry(now, Math.abs(to - from)));
  }

  int added(Instant since) {
    return sum(ups, since);
  }

  int removed(Instant since) {
    return sum(downs, since);
  }

  private static int sum(List<Entry> events, Instant since) {
    return events.stream().filter(one -> one.time().isAfter(since)).mapToInt(Entry::count).sum();
  }

  /** Longer than any policy may look back. */
  static Duration longestPeriod() {
    return LONGEST_PERIOD;
  }
}
