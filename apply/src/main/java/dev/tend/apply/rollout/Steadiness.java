package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    if (!isConcerned(workload)) {
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

  /**
   * Whether the workload's status tells of ready pods that weren't seen yet: it and they come by
   * watches of their own, so that nobody can say how long they have run.
   */
  static boolean isAheadOf(List<LiveObject> pods, LiveObject workload) {
    return isConcerned(workload)
        && pods.stream().filter(PodReadiness::isReady).count() < told(workload)
        && containers(workload.spec().path("template").path("spec"))
            .anyMatch(container -> !container.has("readinessProbe"));
  }

  /** How many pods of the newest revision are ready, as the status has it. */
  private static int told(LiveObject workload) {
    return switch (workload.id().groupKind()) {
      case "Deployment.apps", "StatefulSet.apps" ->
          Math.min(workload.count("readyReplicas"), workload.count("updatedReplicas"));
      case "DaemonSet.apps" ->
          Math.min(workload.count("numberReady"), workload.count("updatedNumberScheduled"));
      case "ReplicaSet.apps" -> workload.count("readyReplicas");
      default -> 0;
    };
  }

  private static Stream<JsonNode> containers(JsonNode spec) {
    return Stream.concat(
        spec.path("containers").valueStream(),
        spec.path("initContainers")
            .valueStream()
            .filter(container -> container.path("restartPolicy").asText().equals("Always")));
  }

  private static boolean isConcerned(LiveObject workload) {
    return SERVING.contains(workload.id().groupKind())
        && workload.spec().path("minReadySeconds").asInt() == 0;
  }
}
