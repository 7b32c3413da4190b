package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** A Deployment is ready when all of its pods are new, available, and no old one is left. */
final class DeploymentReadiness {
  /** Who writes for {@code tend rollout pause} and {@code kubectl rollout pause}. */
  private static final Set<String> PAUSERS = Set.of("tend", "kubectl-rollout");

  private DeploymentReadiness() {}

  static Readiness of(LiveObject deployment) {
    int wanted = deployment.spec().path("replicas").asInt(1);
    PodCounts counts =
        new PodCounts(
            wanted,
            wanted,
            deployment.count("replicas"),
            deployment.count("updatedReplicas"),
            deployment.count("readyReplicas"),
            deployment.count("availableReplicas"));
    if (deployment.spec().path("paused").asBoolean()) {
      // Its controller rolls nothing out, so that waiting could never end: fine where its manifest
      // wants that.
      String message = "paused, " + counts.message(deployment);
      return deployment.count("updatedReplicas") >= wanted || !isPausedByHand(deployment)
          ? new Readiness.Ready(message)
          : new Readiness.Failing(
              "%s; go on with: tend rollout resume %s"
                  .formatted(message, Wording.argument(deployment.id())));
    }
    Optional<Condition> progressing = deployment.condition("Progressing");
    if (progressing.map(Condition::reason).orElse("").equals("ProgressDeadlineExceeded")) {
      return new Readiness.Failing("progress deadline exceeded: " + counts.message(deployment));
    }
    return counts.readiness(deployment);
  }

  /** By a command, and not also by a manifest. */
  private static boolean isPausedByHand(LiveObject deployment) {
    boolean byHand = false;
    for (JsonNode entry : deployment.content().path("metadata").path("managedFields")) {
      if (entry.path("fieldsV1").path("f:spec").has("f:paused")) {
        if (entry.path("operation").asText().equals("Apply")) {
          return false;
        }
        byHand |= PAUSERS.contains(entry.path("manager").asText());
      }
    }
    return byHand;
  }
}
