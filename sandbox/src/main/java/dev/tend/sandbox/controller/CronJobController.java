package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ApiFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** Makes a Job at each time of a CronJob's schedule, and keeps a few of the ended ones. */
final class CronJobController {
  private static final String COMPONENT = "cronjob-controller";
  private static final String SCHEDULED = "batch.kubernetes.io/cronjob-scheduled-timestamp";

  private final World world;

  private CronJobController(World world) {
    this.world = world;
  }

  static void start(World world, Parts parts) {
    CronJobController controller = new CronJobController(world);
    Loop<ResourceId> loop = parts.loop("cronjob", 1, world.ticker(), controller::reconcile);
    parts.follow(world.api(), "batch", "CronJob", event -> loop.add(event.id()));
    parts.follow(
        world.api(),
        "batch",
        "Job",
        event -> Meta.controllerId(event.object(), "batch", "CronJob").ifPresent(loop::add));
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty() || Meta.deleting(found.get())) {
      return Optional.empty();
    }
    ObjectNode cron = found.get();
    List<ObjectNode> jobs =
        world.api().controlledBy("batch", "Job", Meta.uid(cron)).stream()
            .sorted(Meta.BY_AGE)
            .toList();
    ObjectNode status = World.statusOf(cron);
    noteEnds(cron, status, jobs);
    tidy(cron, jobs);
    Optional<Duration> next = Optional.empty();
    if (!cron.path("spec").path("suspend").asBoolean(false)) {
      next = schedule(cron, status);
    }
    world.updateStatus(cron, status);
    return next;
  }

  private void noteEnds(ObjectNode cron, ObjectNode status, List<ObjectNode> jobs) {
    ArrayNode active = status.arrayNode();
    for (ObjectNode job : jobs) {
      boolean listed =
          status
              .path("active")
              .valueStream()
              .anyMatch(one -> one.path("uid").asText().equals(Meta.uid(job)));
      if (!isEnded(job)) {
        if (listed) {
          active.add(reference(job));
        } else {
          String message = "Saw a job that the controller did not create or forgot: %s";
          world.warning(cron, COMPONENT, "UnexpectedJob", message.formatted(Meta.name(job)));
        }
      } else if (listed) {
        String end = succeeded(job) ? "Complete" : "Failed";
        String message = "Saw completed job: %s, condition: %s".formatted(Meta.name(job), end);
        world.normal(cron, COMPONENT, "SawCompletedJob", message);
      }
      if (succeeded(job)) {
        noteSuccess(job, status);
      }
    }
    if (active.isEmpty()) {
      status.remove("active");
    } else {
      status.set("active", active);
    }
  }

  /** Of whoever made the job. */
  private static void noteSuccess(ObjectNode job, ObjectNode status) {
    Optional<Instant> before = Times.parse(status.path("lastSuccessfulTime"));
    Times.parse(job.path("status").path("completionTime"))
        .filter(time -> before.isEmpty() || time.isAfter(before.get()))
        .ifPresent(time -> status.put("lastSuccessfulTime", Times.text(time)));
  }

  private static ObjectNode reference(ObjectNode job) {
    ObjectNode reference = job.objectNode();
    reference.put("apiVersion", "batch/v1").put("kind", "Job");
    reference.put("name", Meta.name(job)).put("namespace", Meta.namespace(job));
    reference.set("resourceVersion", job.path("metadata").path("resourceVersion"));
    return reference.put("uid", Meta.uid(job));
  }

  private static boolean succeeded(JsonNode job) {
    return Conditions.isTrue(job.path("status"), "Complete");
  }

  private static boolean isEnded(JsonNode job) {
    return succeeded(job) || Conditions.isTrue(job.path("status"), "Failed");
  }

  private void tidy(ObjectNode cron, List<ObjectNode> jobs) {
    JsonNode spec = cron.path("spec");
    List<ObjectNode> ended =
        jobs.stream().filter(job -> isEnded(job) && !Meta.deleting(job)).toList();
    List<ObjectNode> well = ended.stream().filter(CronJobController::succeeded).toList();
    List<ObjectNode> bad = ended.stream().filter(job -> !succeeded(job)).toList();
    drop(cron, well, spec.path("successfulJobsHistoryLimit").asInt(3));
    drop(cron, bad, spec.path("failedJobsHistoryLimit").asInt(1));
  }

  private void drop(ObjectNode cron, List<ObjectNode> oldestFirst, int limit) {
    oldestFirst.stream()
        .limit(Math.max(0, oldestFirst.size() - limit))
        .forEach(job -> delete(cron, job));
  }

  private void delete(ObjectNode cron, ObjectNode job) {
    world.api().delete(job, "Background");
    world.normal(cron, COMPONENT, "SuccessfulDelete", "Deleted job " + Meta.name(job));
  }

  private Optional<Duration> schedule(ObjectNode cron, ObjectNode status) {
    String text = cron.path("spec").path("schedule").asText();
    Optional<CronSchedule> schedule = CronSchedule.parse(text);
    Optional<ZoneId> zone = zone(cron);
    if (schedule.isEmpty() || zone.isEmpty()) {
      String message =
          schedule.isEmpty()
              ? "unparseable schedule: \"%s\"".formatted(text)
              : "invalid timeZone: \"%s\"".formatted(cron.path("spec").path("timeZone").asText());
      String reason = schedule.isEmpty() ? "UnparseableSchedule" : "UnknownTimeZone";
      world.warning(cron, COMPONENT, reason, message);
      return Optional.empty();
    }
    Instant now = world.now();
    Instant since =
        Times.parse(status.path("lastScheduleTime")).orElseGet(() -> Meta.created(cron));
    JsonNode patience = cron.path("spec").path("startingDeadlineSeconds");
    if (patience.isNumber() && since.isBefore(now.minusSeconds(patience.asLong()))) {
      since = now.minusSeconds(patience.asLong());
    }
    lastBefore(schedule.get(), since.atZone(zone.get()), now)
        .ifPresent(due -> startJob(cron, status, due));
    return schedule
        .get()
        .after(now.atZone(zone.get()))
        .map(time -> Duration.between(now, time.toInstant()).plusMillis(100));
  }

  private static Optional<ZoneId> zone(ObjectNode cron) {
    String name = cron.path("spec").path("timeZone").asText("");
    try {
      return Optional.of(name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  /** The most recent time that was missed; the ones before it are lost. */
  private static Optional<Instant> lastBefore(
      CronSchedule schedule, ZonedDateTime since, Instant now) {
    Optional<Instant> last = Optional.empty();
    Optional<ZonedDateTime> next = schedule.after(since);
    while (next.isPresent() && !next.get().toInstant().isAfter(now)) {
      last = next.map(ZonedDateTime::toInstant);
      next = schedule.after(next.get());
    }
    return last;
  }

  private void startJob(ObjectNode cron, ObjectNode status, Instant due) {
    String policy = cron.path("spec").path("concurrencyPolicy").asText("Allow");
    List<JsonNode> active = status.path("active").valueStream().toList();
    if (policy.equals("Forbid") && !active.isEmpty()) {
      world.normal(
          cron,
          COMPONENT,
          "JobAlreadyActive",
          "Not starting job because prior execution is running and concurrency policy is Forbid");
      return;
    }
    if (policy.equals("Replace")) {
      for (JsonNode running : active) {
        ResourceId id =
            new ResourceId("batch", "Job", Meta.namespace(cron), running.path("name").asText());
        world.api().get(id).ifPresent(job -> delete(cron, job));
      }
      status.remove("active");
    }
    try {
      ObjectNode job = world.api().create(job(cron, due), World.MANAGER);
      status.withArray("/active").add(reference(job));
      String message = "Created job " + Meta.name(job);
      world.normal(cron, COMPONENT, "SuccessfulCreate", message);
    } catch (ApiFailure failure) {
      if (failure.reason().equals("AlreadyExists")) {
        remember(cron, status, due);
      } else {
        String message = "Error creating job: " + failure.getMessage();
        world.warning(cron, COMPONENT, "FailedCreate", message);
        throw failure;
      }
    }
    status.put("lastScheduleTime", Times.text(due));
  }

  /** A job of this time that was made before, but wasn't written down. */
  private void remember(ObjectNode cron, ObjectNode status, Instant due) {
    world
        .api()
        .get(Meta.id(job(cron, due)))
        .filter(job -> Meta.controllerId(job, "batch", "CronJob").isPresent() && !isEnded(job))
        .filter(
            job ->
                status
                    .path("active")
                    .valueStream()
                    .noneMatch(one -> one.path("uid").asText().equals(Meta.uid(job))))
        .ifPresent(job -> status.withArray("/active").add(reference(job)));
  }

  private static ObjectNode job(ObjectNode cron, Instant due) {
    JsonNode template = cron.path("spec").path("jobTemplate");
    String name = Meta.name(cron) + "-" + due.getEpochSecond() / 60;
    ObjectNode job = Meta.object("batch/v1", "Job", Meta.namespace(cron), name);
    ObjectNode metadata = job.withObject("/metadata");
    for (String field : List.of("labels", "annotations")) {
      if (template.path("metadata").path(field).isObject()) {
        metadata.set(field, template.path("metadata").get(field).deepCopy());
      }
    }
    metadata.withObject("/annotations").put(SCHEDULED, Times.text(due));
    metadata.putArray("ownerReferences").add(Meta.controllerReference(cron));
    job.set("spec", template.path("spec").deepCopy());
    return job;
  }
}
