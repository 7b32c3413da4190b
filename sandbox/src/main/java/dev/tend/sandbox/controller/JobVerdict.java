package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What has become of a Job. */
sealed interface JobVerdict {
  /** More pods are to run. */
  record Running() implements JobVerdict {}

  record Succeeded(String reason, String message) implements JobVerdict {}

  record Failed(String reason, String message) implements JobVerdict {}

  static JobVerdict of(ObjectNode job, JobTally tally, List<ObjectNode> pods, Instant now) {
    JsonNode status = job.path("status");
    Optional<JsonNode> met = decided(status, "SuccessCriteriaMet");
    if (met.isPresent()) {
      return new Succeeded(met.get().path("reason").asText(), met.get().path("message").asText());
    }
    return decided(status, "FailureTarget")
        .<JobVerdict>map(
            target -> new Failed(target.path("reason").asText(), target.path("message").asText()))
        .or(() -> failure(job, tally, pods, now))
        .or(() -> success(job, tally, pods))
        .orElseGet(Running::new);
  }

  private static Optional<JsonNode> decided(JsonNode status, String type) {
    return Conditions.isTrue(status, type) ? Conditions.find(status, type) : Optional.empty();
  }

  private static Optional<JobVerdict> failure(
      ObjectNode job, JobTally tally, List<ObjectNode> pods, Instant now) {
    for (ObjectNode pod : pods) {
      if (JobPods.isTracked(pod)
          && tally.rules().of(pod) instanceof JobFailureRules.Decision.FailJob(String message)) {
        return Optional.of(new Failed("PodFailurePolicy", message));
      }
    }
    JsonNode spec = job.path("spec");
    int limit = spec.path("backoffLimit").asInt(6);
    if (tally.failed() > limit || restartedTooOften(spec, pods, limit)) {
      return Optional.of(
          new Failed("BackoffLimitExceeded", "Job has reached the specified backoff limit"));
    }
    if (isOverdue(job, now)) {
      return Optional.of(
          new Failed("DeadlineExceeded", "Job was active longer than specified deadline"));
    }
    int failed = tally.indexes().failed().size();
    if (spec.path("maxFailedIndexes").isNumber()
        && failed > spec.path("maxFailedIndexes").asInt()) {
      return Optional.of(
          new Failed(
              "MaxFailedIndexesExceeded",
              "Job has exceeded the specified maximal number of failed indexes"));
    }
    if (failed > 0 && failed + tally.done().size() >= spec.path("completions").asInt()) {
      return Optional.of(new Failed("FailedIndexes", "Job has failed indexes"));
    }
    return Optional.empty();
  }

  private static Optional<JobVerdict> success(
      ObjectNode job, JobTally tally, List<ObjectNode> pods) {
    JsonNode spec = job.path("spec");
    int number = 0;
    for (JsonNode rule : spec.path("successPolicy").path("rules")) {
      if (isMet(rule, tally)) {
        return Optional.of(new Succeeded("SuccessPolicy", "Matched rules at index " + number));
      }
      number++;
    }
    boolean complete =
        spec.path("completions").isNumber()
            ? tally.succeeded() >= spec.path("completions").asInt()
            : tally.succeeded() > 0 && pods.stream().noneMatch(Pods::active);
    return complete
        ? Optional.of(
            new Succeeded("CompletionsReached", "Reached expected number of succeeded pods"))
        : Optional.empty();
  }

  private static boolean isMet(JsonNode rule, JobTally tally) {
    var wanted = Indexes.parse(rule.path("succeededIndexes").asText(""));
    long count =
        tally.done().stream().filter(one -> wanted.isEmpty() || wanted.contains(one)).count();
    JsonNode least = rule.path("succeededCount");
    return count >= (least.isNumber() ? least.asInt() : wanted.size());
  }

  private static boolean restartedTooOften(JsonNode spec, List<ObjectNode> pods, int limit) {
    JsonNode policy = spec.path("template").path("spec").path("restartPolicy");
    if (!policy.asText().equals("OnFailure")) {
      return false;
    }
    int restarts = pods.stream().filter(Pods::active).mapToInt(Pods::restarts).sum();
    return limit == 0 ? restarts > 0 : restarts >= limit;
  }

  private static boolean isOverdue(ObjectNode job, Instant now) {
    JsonNode spec = job.path("spec");
    JsonNode deadline = spec.path("activeDeadlineSeconds");
    return deadline.isNumber()
        && !spec.path("suspend").asBoolean(false)
        && !Conditions.isTrue(job.path("status"), "Suspended")
        && Times.parse(job.path("status").path("startTime"))
            .map(start -> !start.plusSeconds(deadline.asLong()).isAfter(now))
            .orElse(false);
  }
}
