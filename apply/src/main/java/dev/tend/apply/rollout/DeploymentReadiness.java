package dev.tend.apply.rollout;

import java.util.Optional;

/** A Deployment is ready when all of its pods are new, available, and no old one is left. */
final class DeploymentReadiness {
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
      // Its controller rolls nothing out, so that waiting could never end; and its spec wants that.
      return new Readiness.Ready("paused, " + counts.message(deployment));
    }
    Optional<Condition> progressing = deployment.condition("Progressing");
    if (progressing.map(Condition::reason).orElse("").equals("ProgressDeadlineExceeded")) {
      return new Readiness.Failing("progress deadline exceeded: " + counts.message(deployment));
    }
    return counts.readiness(deployment);
  }
}
