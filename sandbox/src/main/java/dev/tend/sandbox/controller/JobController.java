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
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a Job's pods until enough have succeeded, or too many have failed. */
final class JobController {
  private static final String COMPONENT = "job-controller";
  private static final String MANAGED_HERE = "kubernetes.io/job-controller";

  private final World world;
  private final PodControl control;
  private final JobBackOff backOff;

  private JobController(World world) {
    this.world = world;
    this.control = new PodControl(world, COMPONENT);
    this.backOff = new JobBackOff(world);
  }

  static void start(World world, Parts parts) {
    JobController controller = new JobController(world);
    Loop<ResourceId> loop = parts.loop("job", 2, world.ticker(), controller::reconcile);
    parts.follow(world.api(), "batch", "Job", event -> loop.add(event.id()));
    parts.follow(
        world.api(),
        "",
        "Pod",
        event -> {
          if (event.type() == ObjectEvent.Type.DELETED) {
            controller.backOff.forget(event.object());
          }
          Meta.controllerId(event.object(), "batch", "Job").ifPresent(loop::add);
        });
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

  /** Takes one thing away from whatever stands, as a patch does: others write pods, too. */
  private void release(ObjectNode pod) {
    Optional<ObjectNode> live = Optional.of(pod);
    while (live.filter(JobPods::isTracked).isPresent()) {
      try {
        world.api().update(Meta.withoutFinalizer(live.get(), JobPods.TRACKING), World.MANAGER);
        return;
      } catch (ApiFailure changed) {
        if (changed.code() != 404 && changed.code() != 409) {
          throw changed;
        }
      }
      live = world.api().get(Meta.id(pod)).filter(one -> Meta.uid(one).equals(Meta.uid(pod)));
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
    world.api().delete(job, "Foreground");
    return Optional.empty();
  }

  private Optional<Duration> advance(ObjectNode job, List<ObjectNode> pods) {
    Instant now = world.now();
    JobTally tally = new JobTally(job, pods);
    List<ObjectNode> active = pods.stream().filter(Pods::active).toList();
    boolean suspended = job.path("spec").path("suspend").asBoolean(false);
    ObjectNode status = World.statusOf(job);
    List<Runnable> afterwards = new ArrayList<>();
    Optional<Duration> later = Optional.empty();
    int shown = active.size();
    boolean over =
        active.isEmpty() && tally.isSettled() && pods.stream().noneMatch(JobPods::terminating);
    switch (JobVerdict.of(job, tally, pods, now)) {
      case JobVerdict.Running running -> {
        suspend(job, status, suspended, now, afterwards);
        if (suspended) {
          active.forEach(pod -> afterwards.add(() -> end(job, pod)));
        } else if (!Meta.deleting(job)) {
          JobRun run = JobRun.of(job, tally, pods, backOff, now);
          later =
              Stream.concat(untilDeadline(job, status, now).stream(), run.pause().stream())
                  .min(Duration::compareTo);
          shown = run.isHeldBack() ? 0 : shown;
          afterwards.addFirst(() -> carryOut(job, tally, run));
        }
      }
      case JobVerdict.Succeeded(String reason, String message) -> {
        Conditions.set(status, "SuccessCriteriaMet", "True", reason, message, now);
        active.forEach(pod -> afterwards.add(() -> end(job, pod)));
        if (over) {
          Conditions.set(status, "Complete", "True", reason, message, now);
          status.put("completionTime", Times.text(now));
          afterwards.add(() -> world.normal(job, COMPONENT, "Completed", "Job completed"));
        }
      }
      case JobVerdict.Failed(String reason, String message) -> {
        Conditions.set(status, "FailureTarget", "True", reason, message, now);
        active.forEach(pod -> afterwards.add(() -> control.delete(job, pod)));
        if (over) {
          Conditions.set(status, "Failed", "True", reason, message, now);
          afterwards.add(() -> world.warning(job, COMPONENT, reason, message));
        }
      }
    }
    Counts.put(status, "active", shown);
    status.put("ready", (int) active.stream().filter(Pods::ready).count());
    status.put("terminating", (int) pods.stream().filter(JobPods::terminating).count());
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

  private void suspend(
      ObjectNode job,
      ObjectNode status,
      boolean suspended,
      Instant now,
      List<Runnable> afterwards) {
    boolean was = Conditions.isTrue(status, "Suspended");
    if (suspended && !was) {
      Conditions.set(status, "Suspended", "True", "JobSuspended", "Job suspended", now);
      afterwards.add(() -> world.normal(job, COMPONENT, "Suspended", "Job suspended"));
    } else if (!suspended && was) {
      Conditions.set(status, "Suspended", "False", "JobResumed", "Job resumed", now);
      // Time for its deadline starts anew.
      status.put("startTime", Times.text(now));
      afterwards.add(() -> world.normal(job, COMPONENT, "Resumed", "Job resumed"));
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

  private void carryOut(ObjectNode job, JobTally tally, JobRun run) {
    run.delete().forEach(pod -> end(job, pod));
    List<ObjectNode> missing = new ArrayList<>();
    for (int index : run.create()) {
      ObjectNode pod = JobPods.pod(job, index);
      if (tally.indexes().limited()) {
        JobPods.tellFailures(pod, tally.indexes().lastFailed(index), tally.rules());
      }
      missing.add(pod);
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
