package dev.tend.apply.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells for how long being ready proves nothing: a container without a readiness probe counts as
 * ready from its first moment, also when it is about to crash.
 */
final class Steadiness {
  private static final Set<String> SERVING =
      Set.of("Deployment.apps", "StatefulSet.apps", "DaemonSet.apps", "ReplicaSet.apps", "Pod");

  private Steadiness() {}

  /**
   * When the youngest such container will have run for long enough.
   *
   * @param pods of the workload's newest revision
   * @return empty where probes or minReadySeconds answer for the pods
   */
  static Optional<Instant> provenAt(LiveObject workload, List<LiveObject> pods, Duration steady) {
    if (!SERVING.contains(workload.id().groupKind())
        || workload.spec().path("minReadySeconds").asInt() > 0) {
      return Optional.empty();
    }
    return pods.stream()
        .flatMap(pod -> PodContainer.of(pod).stream())
        .filter(container -> container.role() != PodContainer.Role.INIT)
        .filter(container -> !container.spec().has("readinessProbe"))
        .filter(container -> container.running().isObject())
        .map(container -> LiveObject.instant(container.running().path("startedAt")))
        .max(Comparator.naturalOrder())
        .map(start -> start.plus(steady));
  }
}
