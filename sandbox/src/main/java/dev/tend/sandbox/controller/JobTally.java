package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Counts a Job's ended pods, each exactly once: first their uids are written into the status, then
 * they are let go, then they become numbers. A restart at any point loses and doubles none.
 */
final class JobTally {
  private final ObjectNode job;
  private final boolean indexed;
  private final JobFailureRules rules;
  private final JobIndexes indexes;
  private final Set<String> uncountedWell = new TreeSet<>();
  private final Set<String> uncountedBad = new TreeSet<>();
  private final SortedSet<Integer> done;
  private final List<ObjectNode> releasable = new ArrayList<>();
  private int succeeded;
  private int failed;

  JobTally(ObjectNode job, List<ObjectNode> pods) {
    JsonNode status = job.path("status");
    this.job = job;
    this.indexed = JobPods.isIndexed(job);
    this.rules = new JobFailureRules(job);
    this.indexes = new JobIndexes(job, pods, rules);
    succeeded = status.path("succeeded").asInt(0);
    failed = status.path("failed").asInt(0);
    done = Indexes.parse(status.path("completedIndexes").asText(""));
    Map<String, ObjectNode> byUid = new HashMap<>();
    pods.forEach(pod -> byUid.put(Meta.uid(pod), pod));
    JsonNode uncounted = status.path("uncountedTerminatedPods");
    for (JsonNode uid : uncounted.path("succeeded")) {
      if (isHeld(byUid, uid.asText())) {
        uncountedWell.add(uid.asText());
      } else {
        succeeded += indexed ? 0 : 1;
      }
    }
    for (JsonNode uid : uncounted.path("failed")) {
      if (isHeld(byUid, uid.asText())) {
        uncountedBad.add(uid.asText());
      } else {
        failed++;
      }
    }
    pods.stream().filter(JobPods::isTracked).forEach(this::add);
    if (indexed) {
      int completions = job.path("spec").path("completions").asInt(Integer.MAX_VALUE);
      done.removeIf(index -> index >= completions);
      succeeded = done.size();
    }
  }

  private static boolean isHeld(Map<String, ObjectNode> byUid, String uid) {
    ObjectNode pod = byUid.get(uid);
    return pod != null && JobPods.isTracked(pod);
  }

  private void add(ObjectNode pod) {
    if (Pods.succeeded(pod)) {
      releasable.add(pod);
      if (indexed) {
        done.add(JobPods.index(pod));
      } else {
        uncountedWell.add(Meta.uid(pod));
      }
      return;
    }
    // What is taken away because the Job has failed, has failed.
    boolean failing = Conditions.isTrue(job.path("status"), "FailureTarget");
    boolean bad = JobPods.failed(job, pod) || (failing && Meta.deleting(pod));
    if (!bad || (indexes.isHeld(pod) && !failing)) {
      return;
    }
    releasable.add(pod);
    if (!(rules.of(pod) instanceof JobFailureRules.Decision.Ignore)) {
      uncountedBad.add(Meta.uid(pod));
    }
  }

  int succeeded() {
    return succeeded + uncountedWell.size();
  }

  int failed() {
    return failed + uncountedBad.size();
  }

  SortedSet<Integer> done() {
    return done;
  }

  JobIndexes indexes() {
    return indexes;
  }

  JobFailureRules rules() {
    return rules;
  }

  /** Pods whose end is in the status once that is written. */
  List<ObjectNode> releasable() {
    return releasable;
  }

  boolean isSettled() {
    return releasable.isEmpty() && uncountedWell.isEmpty() && uncountedBad.isEmpty();
  }

  void write(ObjectNode status) {
    Counts.put(status, "succeeded", succeeded);
    Counts.put(status, "failed", failed);
    if (indexed && !done.isEmpty()) {
      status.put("completedIndexes", Indexes.text(done));
    } else {
      status.remove("completedIndexes");
    }
    if (indexes.limited()) {
      status.put("failedIndexes", Indexes.text(indexes.failed()));
    }
    ObjectNode uncounted = status.putObject("uncountedTerminatedPods");
    if (!uncountedWell.isEmpty()) {
      uncountedWell.forEach(uncounted.putArray("succeeded")::add);
    }
    if (!uncountedBad.isEmpty()) {
      uncountedBad.forEach(uncounted.putArray("failed")::add);
    }
  }
}
