package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The failures of each index, where a Job limits these. How often an index has failed is told by
 * its pods: the last that failed is held until another has taken its place.
 */
final class JobIndexes {
  private final boolean limited;
  private final SortedSet<Integer> failed;
  private final Map<Integer, ObjectNode> lastFailed = new TreeMap<>();
  private final Set<String> held = new HashSet<>();

  JobIndexes(ObjectNode job, List<ObjectNode> pods, JobFailureRules rules) {
    limited = JobPods.isLimitedPerIndex(job);
    failed = Indexes.parse(job.path("status").path("failedIndexes").asText(""));
    if (!limited) {
      return;
    }
    int limit = job.path("spec").path("backoffLimitPerIndex").asInt();
    int completions = job.path("spec").path("completions").asInt(0);
    failed.removeIf(index -> index >= completions);
    SortedSet<Integer> done = Indexes.parse(job.path("status").path("completedIndexes").asText(""));
    Set<Integer> running = new HashSet<>();
    pods.stream().filter(Pods::active).forEach(pod -> running.add(JobPods.index(pod)));
    pods.stream()
        .filter(pod -> JobPods.failed(job, pod))
        .sorted(Comparator.comparing(Meta::created).thenComparingInt(JobPods::failures))
        .forEach(pod -> lastFailed.put(JobPods.index(pod), pod));
    lastFailed.forEach(
        (index, pod) -> {
          if (index >= 0 && index < completions && isOver(pod, rules, limit)) {
            failed.add(index);
          }
          boolean ended = failed.contains(index) || done.contains(index);
          if (!ended && !running.contains(index)) {
            held.add(Meta.uid(pod));
          }
        });
  }

  private static boolean isOver(ObjectNode pod, JobFailureRules rules, int limit) {
    return switch (rules.of(pod)) {
      case JobFailureRules.Decision.Ignore ignored -> false;
      case JobFailureRules.Decision.FailIndex hopeless -> true;
      case JobFailureRules.Decision.FailJob hopeless -> false;
      case JobFailureRules.Decision.Count counted -> JobPods.failures(pod) >= limit;
    };
  }

  boolean limited() {
    return limited;
  }

  SortedSet<Integer> failed() {
    return failed;
  }

  /** The pod that another one of this index is to replace. */
  Optional<ObjectNode> lastFailed(int index) {
    return Optional.ofNullable(lastFailed.get(index));
  }

  /** Counted only when another has taken its place. */
  boolean isHeld(ObjectNode pod) {
    return held.contains(Meta.uid(pod));
  }
}
