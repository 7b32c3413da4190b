package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which pods of a running Job are to come and to go.
 *
 * @param create for each its index, or -1
 * @param pause until then nothing is to be made that should be
 */
record JobRun(List<Integer> create, List<ObjectNode> delete, Optional<Duration> pause) {
  static final JobRun NOTHING = new JobRun(List.of(), List.of(), Optional.empty());

  static JobRun of(
      ObjectNode job, JobTally tally, List<ObjectNode> pods, JobBackOff backOff, Instant now) {
    JsonNode spec = job.path("spec");
    List<ObjectNode> active = pods.stream().filter(Pods::active).toList();
    int wanted = wanted(spec, tally, active.size());
    List<ObjectNode> surplus = surplus(job, active, wanted);
    if (!surplus.isEmpty()) {
      return new JobRun(List.of(), surplus, Optional.empty());
    }
    long going = JobPods.isPatient(job) ? pods.stream().filter(JobPods::terminating).count() : 0;
    int missing = wanted - active.size() - (int) going;
    if (missing <= 0) {
      return NOTHING;
    }
    if (!tally.indexes().limited()) {
      Duration left = backOff.left(job, pods, now);
      if (left.isPositive()) {
        return new JobRun(List.of(), List.of(), Optional.of(left));
      }
    }
    return JobPods.isIndexed(job)
        ? byIndex(job, tally, pods, missing, backOff, now)
        : new JobRun(
            new ArrayList<>(java.util.Collections.nCopies(missing, -1)),
            List.of(),
            Optional.empty());
  }

  private static int wanted(JsonNode spec, JobTally tally, int active) {
    int parallelism = spec.path("parallelism").asInt(1);
    JsonNode completions = spec.path("completions");
    if (!completions.isNumber()) {
      return tally.succeeded() > 0 ? Math.min(parallelism, active) : parallelism;
    }
    int left = completions.asInt() - tally.succeeded() - tally.indexes().failed().size();
    return Math.max(0, Math.min(parallelism, left));
  }

  private static List<ObjectNode> surplus(ObjectNode job, List<ObjectNode> active, int wanted) {
    List<ObjectNode> surplus = new ArrayList<>();
    List<ObjectNode> rest = new ArrayList<>(active);
    if (JobPods.isIndexed(job)) {
      int completions = job.path("spec").path("completions").asInt(Integer.MAX_VALUE);
      SortedSet<Integer> seen = new TreeSet<>();
      rest.sort(Comparator.comparingInt(JobPods::index));
      for (ObjectNode pod : List.copyOf(rest)) {
        int index = JobPods.index(pod);
        if (index < 0 || index >= completions || !seen.add(index)) {
          surplus.add(pod);
          rest.remove(pod);
        }
      }
    }
    if (rest.size() > wanted) {
      surplus.addAll(DeletionRank.order(rest).subList(0, rest.size() - wanted));
    }
    return surplus;
  }

  private static JobRun byIndex(
      ObjectNode job,
      JobTally tally,
      List<ObjectNode> pods,
      int missing,
      JobBackOff backOff,
      Instant now) {
    SortedSet<Integer> taken = new TreeSet<>(tally.done());
    taken.addAll(tally.indexes().failed());
    for (ObjectNode pod : pods) {
      boolean going = JobPods.isPatient(job) && JobPods.terminating(pod);
      if (Pods.active(pod) || going) {
        taken.add(JobPods.index(pod));
      }
    }
    List<Integer> create = new ArrayList<>();
    Optional<Duration> pause = Optional.empty();
    int completions = job.path("spec").path("completions").asInt();
    int considered = 0;
    for (int index = 0; index < completions && considered < missing; index++) {
      if (!taken.contains(index)) {
        considered++;
        Duration left =
            tally.indexes().limited()
                ? tally
                    .indexes()
                    .lastFailed(index)
                    .map(p -> backOff.leftOf(p, now))
                    .orElse(Duration.ZERO)
                : Duration.ZERO;
        if (!left.isPositive()) {
          create.add(index);
        } else if (pause.isEmpty() || left.compareTo(pause.get()) < 0) {
          pause = Optional.of(left);
        }
      }
    }
    return new JobRun(create, List.of(), pause);
  }

  /** There should be more, but all of them have to pause. */
  boolean isHeldBack() {
    return create.isEmpty() && pause.isPresent();
  }
}
