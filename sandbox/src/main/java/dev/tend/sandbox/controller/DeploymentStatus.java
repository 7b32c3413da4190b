package dev.tend.sandbox.controller;

import static dev.tend.sandbox.controller.DeploymentSpec.replicas;
import static dev.tend.sandbox.controller.DeploymentSpec.statusCount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.reconcile.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a Deployment's status says of its replica sets. */
final class DeploymentStatus {
  static final String PROGRESSING = "Progressing";
  private static final String AVAILABLE = "NewReplicaSetAvailable";
  private static final String TIMED_OUT = "ProgressDeadlineExceeded";

  private DeploymentStatus() {}

  /** Counts and availability, without a view on progress. */
  static ObjectNode counted(
      ObjectNode deployment, @Nullable ObjectNode fresh, List<ObjectNode> all, Instant now) {
    ObjectNode status = World.statusOf(deployment);
    int available = sum(all, "availableReplicas");
    int wanted = all.stream().mapToInt(DeploymentSpec::replicas).sum();
    Counts.observe(status, deployment);
    Counts.put(status, "replicas", sum(all, "replicas"));
    Counts.put(status, "updatedReplicas", fresh == null ? 0 : statusCount(fresh, "replicas"));
    Counts.put(status, "readyReplicas", sum(all, "readyReplicas"));
    Counts.put(status, "availableReplicas", available);
    Counts.put(status, "unavailableReplicas", Math.max(0, wanted - available));
    boolean enough = available >= RollingUpdate.Bounds.of(deployment.path("spec")).leastAvailable();
    set(
        status,
        "Available",
        enough ? "True" : "False",
        enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        enough
            ? "Deployment has minimum availability."
            : "Deployment does not have minimum availability.",
        now);
    return status;
  }

  /** Counts, availability, and whether the rollout is complete, moving, or stuck. */
  static ObjectNode rolling(
      ObjectNode deployment, @Nullable ObjectNode fresh, List<ObjectNode> all, Instant now) {
    ObjectNode status = counted(deployment, fresh, all, now);
    Optional<Duration> deadline = DeploymentSpec.progressDeadline(deployment.path("spec"));
    if (deadline.isEmpty()) {
      Conditions.remove(status, PROGRESSING);
    } else if (!restsComplete(status)) {
      progress(deployment, status, fresh, deadline.get(), now);
    }
    Optional<JsonNode> failure =
        (fresh == null ? all : List.of(fresh))
            .stream()
                .flatMap(set -> Conditions.find(set.path("status"), "ReplicaFailure").stream())
                .findFirst();
    if (failure.isPresent()) {
      JsonNode cause = failure.get();
      set(
          status,
          "ReplicaFailure",
          cause.path("status").asText("True"),
          cause.path("reason").asText(""),
          cause.path("message").asText(""),
          now);
    } else {
      Conditions.remove(status, "ReplicaFailure");
    }
    return status;
  }

  private static boolean restsComplete(ObjectNode status) {
    return status.path("replicas").asInt(0) == status.path("updatedReplicas").asInt(0)
        && Conditions.reason(status, PROGRESSING).equals(AVAILABLE);
  }

  private static void progress(
      ObjectNode deployment,
      ObjectNode status,
      @Nullable ObjectNode fresh,
      Duration deadline,
      Instant now) {
    String subject =
        fresh == null
            ? "Deployment \"" + Meta.name(deployment) + "\""
            : "ReplicaSet \"" + Meta.name(fresh) + "\"";
    if (complete(deployment, status)) {
      String message = subject + " has successfully progressed.";
      set(status, PROGRESSING, "True", AVAILABLE, message, now);
    } else if (moved(deployment.path("status"), status)) {
      String message = subject + " is progressing.";
      refresh(status, "ReplicaSetUpdated", message, now);
    } else if (timedOut(status, deadline, now)) {
      String message = subject + " has timed out progressing.";
      set(status, PROGRESSING, "False", TIMED_OUT, message, now);
    }
  }

  static boolean complete(JsonNode deployment, JsonNode status) {
    int wanted = replicas(deployment);
    return status.path("updatedReplicas").asInt(0) == wanted
        && status.path("replicas").asInt(0) == wanted
        && status.path("availableReplicas").asInt(0) == wanted
        && status.path("observedGeneration").asLong(0) >= Meta.generation(deployment);
  }

  private static boolean moved(JsonNode before, JsonNode after) {
    int oldBefore = before.path("replicas").asInt(0) - before.path("updatedReplicas").asInt(0);
    int oldAfter = after.path("replicas").asInt(0) - after.path("updatedReplicas").asInt(0);
    return oldAfter < oldBefore
        || more(before, after, "updatedReplicas")
        || more(before, after, "readyReplicas")
        || more(before, after, "availableReplicas");
  }

  private static boolean more(JsonNode before, JsonNode after, String field) {
    return after.path(field).asInt(0) > before.path(field).asInt(0);
  }

  private static boolean timedOut(JsonNode status, Duration deadline, Instant now) {
    String reason = Conditions.reason(status, PROGRESSING);
    if (reason.equals(TIMED_OUT)) {
      return true;
    }
    return !reason.equals(AVAILABLE)
        && since(status).map(since -> since.plus(deadline).isBefore(now)).orElse(false);
  }

  private static Optional<Instant> since(JsonNode status) {
    return Conditions.find(status, PROGRESSING)
        .flatMap(condition -> Times.parse(condition.path("lastUpdateTime")));
  }

  /** When to look again for a rollout that makes no progress. */
  static Optional<Duration> recheck(ObjectNode deployment, Instant now) {
    JsonNode status = deployment.path("status");
    String reason = Conditions.reason(status, PROGRESSING);
    if (complete(deployment, status) || reason.equals(TIMED_OUT)) {
      return Optional.empty();
    }
    return DeploymentSpec.progressDeadline(deployment.path("spec"))
        .flatMap(
            deadline ->
                since(status)
                    .map(since -> Duration.between(now, since.plus(deadline).plusSeconds(1)))
                    .filter(Duration::isPositive));
  }

  /** Sets a condition unless it has the same status and reason already. */
  static void set(
      ObjectNode status, String type, String value, String reason, String message, Instant now) {
    Optional<JsonNode> present = Conditions.find(status, type);
    if (present.isPresent()
        && present.get().path("status").asText().equals(value)
        && present.get().path("reason").asText().equals(reason)) {
      return;
    }
    write(status, type, value, reason, message, now);
  }

  /** What was set last stands last. */
  private static void write(
      ObjectNode status, String type, String value, String reason, String message, Instant now) {
    Conditions.set(status, type, value, reason, message, now);
    Optional<JsonNode> written = Conditions.find(status, type);
    Conditions.remove(status, type);
    written.ifPresent(
        condition ->
            status
                .withArray("/conditions")
                .add(((ObjectNode) condition).put("lastUpdateTime", Times.text(now))));
  }

  /** Sets Progressing=True and restarts the time that it is given. */
  private static void refresh(ObjectNode status, String reason, String message, Instant now) {
    write(status, PROGRESSING, "True", reason, message, now);
  }

  private static int sum(List<ObjectNode> sets, String field) {
    return sets.stream().mapToInt(set -> statusCount(set, field)).sum();
  }
}
