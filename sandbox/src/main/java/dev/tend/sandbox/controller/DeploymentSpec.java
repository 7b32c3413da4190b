package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** What a Deployment asks for, and the annotations that its replica sets carry. */
final class DeploymentSpec {
  static final String REVISION = "deployment.kubernetes.io/revision";
  static final String REVISION_HISTORY = "deployment.kubernetes.io/revision-history";
  static final String DESIRED_REPLICAS = "deployment.kubernetes.io/desired-replicas";
  static final String MAX_REPLICAS = "deployment.kubernetes.io/max-replicas";
  static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  static final Comparator<ObjectNode> BY_REVISION =
      Comparator.comparingLong((ObjectNode set) -> revision(set)).thenComparing(Meta.BY_AGE);

  private DeploymentSpec() {}

  static boolean recreates(JsonNode spec) {
    return spec.path("strategy").path("type").asText().equals("Recreate");
  }

  static int replicas(JsonNode deploymentOrSet) {
    return deploymentOrSet.path("spec").path("replicas").asInt(1);
  }

  static int statusCount(JsonNode set, String field) {
    return set.path("status").path(field).asInt(0);
  }

  static long revision(JsonNode object) {
    return number(object, REVISION);
  }

  static long number(JsonNode object, String annotation) {
    return object.path("metadata").path("annotations").path(annotation).asLong(0);
  }

  /** How long a rollout may stand still before it counts as failed; empty for ever. */
  static Optional<Duration> progressDeadline(JsonNode spec) {
    long seconds = spec.path("progressDeadlineSeconds").asLong(Integer.MAX_VALUE);
    return seconds == Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(seconds));
  }
}
