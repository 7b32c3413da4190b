package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.Times;
import java.time.Instant;
import java.util.List;

/** What has become of a Job. */
sealed interface JobVerdict {
  /** More pods are to run. */
  record Running() implements JobVerdict {}

  record Succeeded() implements JobVerdict {}

  record Failed(String reason, String message) implements JobVerdict {}

  static JobVerdict of(ObjectNode job, JobTally tally, List<ObjectNode> active, Instant now) {
    JsonNode status = job.path("status");
    if (Conditions.isTrue(status, "SuccessCriteriaMet")) {
      return new Succeeded();
    }
    if (Conditions.isTrue(status, "FailureTarget")) {
      JsonNode target = Conditions.find(status, "FailureTarget").orElseThrow();
      return new Failed(target.path("reason").asText(), target.path("message").asText());
    }
    JsonNode spec = job.path("spec");
    int limit = spec.path("backoffLimit").asInt(6);
    if (tally.failed() > limit || restartedTooOften(spec, active, limit)) {
      return new Failed("BackoffLimitExceeded", "Job has reached the specified backoff limit");
    }
    if (isOverdue(spec, status, now)) {
      return new Failed("DeadlineExceeded", "Job was active longer than specified deadline");
    }
    boolean counted = spec.path("completions").isNumber();
    boolean complete =
        counted
            ? tally.succeeded() >= spec.path("completions").asInt()
            : tally.succeeded() > 0 && active.isEmpty();
    return complete ? new Succeeded() : new Running();
  }

  private static boolean restartedTooOften(JsonNode spec, List<ObjectNode> active, int limit) {
    JsonNode policy = spec.path("template").path("spec").path("restartPolicy");
    if (!policy.asText().equals("OnFailure")) {
      return false;
    }
    int restarts = active.stream().mapToInt(Pods::restarts).sum();
    return limit == 0 ? restarts > 0 : restarts >= limit;
  }

  private static boolean isOverdue(JsonNode spec, JsonNode status, Instant now) {
    JsonNode deadline = spec.path("activeDeadlineSeconds");
    return deadline.isNumber()
        && Times.parse(status.path("startTime"))
            .map(start -> !start.plusSeconds(deadline.asLong()).isAfter(now))
            .orElse(false);
  }
}
