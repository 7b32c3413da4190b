package dev.tend.apply.rollout;

import java.util.Optional;

/** A ReplicaSet or ReplicationController is ready when it has its pods and all are available. */
final class ReplicaSetReadiness {
  private ReplicaSetReadiness() {}

  static Readiness of(LiveObject set) {
    int wanted = set.spec().path("replicas").asInt(1);
    PodCounts counts =
        new PodCounts(
            wanted,
            0,
            set.count("replicas"),
            0,
            set.count("readyReplicas"),
            set.count("availableReplicas"));
    Optional<Condition> refused = set.condition("ReplicaFailure").filter(Condition::isTrue);
    if (refused.isPresent() && !counts.isComplete()) {
      // Quota may be freed: the diagnosis decides whether waiting is of any use.
      return new Readiness.Progressing(counts.message(set) + ": " + refused.get().words());
    }
    return counts.readiness(set);
  }
}
