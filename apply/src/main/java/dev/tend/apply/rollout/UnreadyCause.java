package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Containers run, and nothing says why they don't count as ready. */
final class UnreadyCause implements Cause {
  @Override
  public List<Finding> find(Evidence evidence) {
    return Stream.concat(
            evidence
                .containers()
                .filter(container -> isLingering(evidence, container))
                .map(container -> finding(evidence, container)),
            evidence.pods().stream()
                .flatMap(pod -> closedGates(pod).map(gate -> finding(evidence, pod, gate))))
        .toList();
  }

  /** It has had time enough to start, and isn't ready. */
  static boolean isLingering(Evidence evidence, PodContainer container) {
    return container.role() != PodContainer.Role.INIT
        && !container.isReady()
        && container.runtime(evidence.now()).compareTo(PodContainer.STARTING) >= 0;
  }

  private static Finding finding(Evidence evidence, PodContainer container) {
    Duration runtime = container.runtime(evidence.now());
    boolean probed = container.spec().has("readinessProbe");
    return Finding.of("Unready", container.title(), container.pod().id())
        .summary(
            "%s: %s (image %s) has run for %s and isn't ready"
                .formatted(
                    evidence.workload(),
                    evidence.title(container),
                    container.image(),
                    Wording.brief(runtime)))
        .evidence(evidence.log(container))
        .advice(
            probed
                ? "see whether its readiness probe fits, and what its log says it waits for"
                : "see what its log says it waits for")
        .build();
  }

  /** Conditions that somebody else must set before the pod counts as ready. */
  private static Stream<String> closedGates(LiveObject pod) {
    boolean fine = pod.condition("ContainersReady").filter(Condition::isTrue).isPresent();
    return Stream.of(pod.spec().path("readinessGates"))
        .filter(gates -> fine)
        .flatMap(JsonNode::valueStream)
        .map(gate -> gate.path("conditionType").asText())
        .filter(gate -> pod.condition(gate).filter(Condition::isTrue).isEmpty());
  }

  private static Finding finding(Evidence evidence, LiveObject pod, String gate) {
    return Finding.of("ReadinessGate", gate, pod.id())
        .summary(
            "%s: pod %s waits for its readiness gate %s"
                .formatted(evidence.workload(), pod.name(), gate))
        .evidence(pod.condition(gate).map(Condition::words).orElse(""))
        .advice("see whether the controller that sets " + gate + " runs, and what it says")
        .build();
  }
}
