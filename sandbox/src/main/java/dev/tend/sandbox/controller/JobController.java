package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ApiFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Runs a Job's pods until enough have succeeded, or too many have failed. */
final class JobController {
  private static final String COMPONENT = "job-controller";
  private static final String MANAGED_HERE = "kubernetes.io/job-controller";
  private static final int LONGEST_BACK_OFF = 600;

  private final World world;
  private final PodControl control;

  private JobController(World world) {
    this.world = world;
    this.control = new PodControl(world, COMPONENT);
  }

  static void start(World world, Parts parts) {
    JobController controller = new JobController(world);
    Loop<ResourceId> loop = parts.loop("job", 2, world.ticker(), controller::reconcile);
    parts.follow(world.api(), "batch", "Job", event -> loop.add(event.id()));
    parts.follow(
        world.api(),
        "",
        "Pod",
        event -> Meta.controllerId(event.object(), "batch", "Job").ifPresent(loop::add));
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      letGo(id);
      return Optional.empty();
    }
    ObjectNode job = found.get();
    String manager = job.path("spec").path("managedBy").asText(MANAGED_HERE);
    if (!manager.equals(MANAGED_HERE)) {
      return Optional.empty();
    }
    List<ObjectNode> pods = world.api().controlledBy("", "Pod", Meta.uid(job));
    if (isFinished(job)) {
      pods.stream().filter(JobPods::isTracked).forEach(this::release);
      return expire(job);
    }
    return advance(job, pods);
  }

  private static boolean isFinished(JsonNode job) {
    return Conditions.isTrue(job.path("status"), "Complete")
        || Conditions.isTrue(job.path("status"), "Failed");
  }

  /** Pods of a Job that is gone wait for nobody. */
  private void letGo(ResourceId job) {
    world.api().list("", "Pod", job.namespace()).stream()
        .filter(JobPods::isTracked)
        .filter(pod -> Meta.controllerId(pod, "batch", "Job").filter(job::equals).isPresent())
        .forEach(this::release);
  }

  private void release(ObjectNode pod) {
    try {
      world.api().update(Meta.withoutFinalizer(pod, JobPods.TRACKING), World.MANAGER);
    } catch (ApiFailure gone) {
      if (gone.code() != 404) {
        throw gone;
      }
    }
  }

  private Optional<Duration> expire(ObjectNode job) {
    JsonNode ttl = job.path("spec").path("ttlSecondsAfterFinished");
    if (!ttl.isNumber() || Meta.deleting(job)) {
      return Optional.empty();
    }
    Instant end =
        Stream.of("Complete", "Failed")
            .flatMap(type -> Conditions.find(job.path("status"), type).stream())
            .flatMap(condition -> Times.parse(condition.path("lastTransitionTime")).stream())
            .findFirst()
            .orElse(world.now());
    Duration left = Duration.between(world.now(), end.plusSeconds(ttl.asLong()));
    if (left.isPositive()) {
      return Optional.of(left);
    }
    world.api().delete(Meta.id(job), "Foreground");
    return Optional.empty();
  }

  private Optional<Duration> advance(ObjectNode job, List<ObjectNode> pods) {
    Instant now = world.now();
    JobTally tally = new JobTally(job, pods);
    List<ObjectNode> active = pods.stream().filter(Pods::active).toList();
    boolean suspended = job.path("spec").path("suspend").asBoolean(false);
    ObjectNode status = World.statusOf(job);
    JobVerdict verdict = JobVerdict.of(job, tally, active, now);
    List<Runnable> afterwards = new ArrayList<>();
    Optional<Duration> later = Optional.empty();
    switch (verdict) {
      case JobVerdict.Running running -> {
        suspend(job, status, suspended, now);
        if (suspended) {
          afterwards.add(() -> active.forEach(pod -> end(job, pod)));
        } else if (!Meta.deleting(job)) {
          later = untilDeadline(job, status, now);
          Duration wait = backOff(tally, pods, now);
          if (wait.isPositive()) {
            later = Optional.of(wait);
          } else {
            afterwards.add(() -> run(job, tally, active));
          }
        }
      }
      case JobVerdict.Succeeded well -> {
        String message = "Reached expected number of succeeded pods";
        Conditions.set(status, "SuccessCriteriaMet", "True", "CompletionsReached", message, now);
        afterwards.add(() -> active.forEach(pod -> end(job, pod)));
        if (active.isEmpty() && tally.isSettled()) {
          Conditions.set(status, "Complete", "True", "CompletionsReached", message, now);
          status.put("completionTime", Times.text(now));
          afterwards.add(() -> world.normal(job, COMPONENT, "Completed", "Job completed"));
        }
      }
      case JobVerdict.Failed(String reason, String message) -> {
        Conditions.set(status, "FailureTarget", "True", reason, message, now);
        afterwards.add(() -> active.forEach(pod -> end(job, pod)));
        if (active.isEmpty() && tally.isSettled()) {
          Conditions.set(status, "Failed", "True", reason, message, now);
          afterwards.add(() -> world.warning(job, COMPONENT, reason, message));
        }
      }
    }
    Counts.put(status, "active", active.size());
    status.put("ready", (int) active.stream().filter(Pods::ready).count());
    long terminating = pods.stream().filter(p -> Meta.deleting(p) && !Pods.finished(p)).count();
    status.put("terminating", (int) terminating);
    tally.write(status);
    probed(status);
    world.updateStatus(job, status);
    tally.releasable().forEach(this::release);
    afterwards.forEach(Runnable::run);
    return later;
  }

  /** Conditions of Jobs say when they were last looked at. */
  private static void probed(ObjectNode status) {
    for (JsonNode condition : status.path("conditions")) {
      if (!condition.has("lastProbeTime")) {
        ((ObjectNode) condition).set("lastProbeTime", condition.path("lastTransitionTime"));
      }
    }
  }

  private void suspend(ObjectNode job, ObjectNode status, boolean suspended, Instant now) {
    boolean was = Conditions.isTrue(status, "Suspended");
    if (suspended && !was) {
      Conditions.set(status, "Suspended", "True", "JobSuspended", "Job suspended", now);
      status.remove("startTime");
      world.normal(job, COMPONENT, "Suspended", "Job suspended");
    } else if (!suspended && was) {
      Conditions.set(status, "Suspended", "False", "JobResumed", "Job resumed", now);
      world.normal(job, COMPONENT, "Resumed", "Job resumed");
    }
    if (!suspended && !status.has("startTime")) {
      status.put("startTime", Times.text(now));
    }
  }

  private static Optional<Duration> untilDeadline(ObjectNode job, ObjectNode status, Instant now) {
    JsonNode deadline = job.path("spec").path("activeDeadlineSeconds");
    return deadline.isNumber()
        ? Times.parse(status.path("startTime"))
            .map(start -> Duration.between(now, start.plusSeconds(deadline.asLong())))
            .filter(Duration::isPositive)
        : Optional.empty();
  }

  /** How long to wait after the last failure: 10 s, doubling with each. */
  private Duration backOff(JobTally tally, List<ObjectNode> pods, Instant now) {
    Optional<Instant> last =
        pods.stream()
            .filter(JobPods::failed)
            .flatMap(pod -> pod.path("status").path("containerStatuses").valueStream())
            .flatMap(
                s -> Times.parse(s.path("state").path("terminated").path("finishedAt")).stream())
            .max(Instant::compareTo);
    if (last.isEmpty() || tally.failed() == 0) {
      return Duration.ZERO;
    }
    long seconds = Math.min(10L << Math.min(tally.failed() - 1, 6), LONGEST_BACK_OFF);
    return Duration.between(now, last.get().plus(world.paced(seconds)));
  }

  private void run(ObjectNode job, JobTally tally, List<ObjectNode> active) {
    JsonNode spec = job.path("spec");
    int parallelism = spec.path("parallelism").asInt(1);
    JsonNode completions = spec.path("completions");
    int wanted =
        completions.isNumber()
            ? Math.min(parallelism, completions.asInt() - tally.succeeded())
            : tally.succeeded() > 0 ? Math.min(parallelism, active.size()) : parallelism;
    if (active.size() > wanted) {
      DeletionRank.order(active).stream()
          .limit(active.size() - wanted)
          .forEach(pod -> end(job, pod));
      return;
    }
    List<ObjectNode> missing = new ArrayList<>();
    SortedSet<Integer> taken = new TreeSet<>(tally.done());
    active.forEach(pod -> taken.add(JobPods.index(pod)));
    int index = 0;
    for (int i = active.size(); i < wanted; i++) {
      if (JobPods.isIndexed(job)) {
        while (taken.contains(index)) {
          index++;
        }
        taken.add(index);
      }
      missing.add(JobPods.pod(job, JobPods.isIndexed(job) ? index : -1));
    }
    Optional<ApiFailure> failure = control.createInBatches(job, missing);
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** Deletes a pod whose end is not to count. */
  private void end(ObjectNode job, ObjectNode pod) {
    if (JobPods.isTracked(pod)) {
      release(pod);
    }
    control.delete(job, pod);
  }
}
