package dev.tend.apply.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A pod's volumes can't be attached or mounted, so that no container starts. */
final class MountCause implements Cause {
  @Override
  public List<Finding> find(Evidence evidence) {
    return evidence.pods().stream()
        .filter(MountCause::isWaiting)
        .flatMap(pod -> failure(evidence, pod).map(event -> finding(evidence, pod, event)).stream())
        .toList();
  }

  /** Nothing of it has started, and not because an image is still being pulled. */
  private static boolean isWaiting(LiveObject pod) {
    return pod.condition("PodScheduled").filter(Condition::isTrue).isPresent()
        && pod.condition("PodReadyToStartContainers").filter(Condition::isTrue).isEmpty()
        && PodContainer.of(pod).stream().allMatch(PodContainer::isUntouched);
  }

  private static Optional<ClusterEvent> failure(Evidence evidence, LiveObject pod) {
    List<ClusterEvent> events = evidence.eventsAbout(pod, "FailedMount", "FailedAttachVolume");
    Instant mounted =
        evidence.eventsAbout(pod, "Pulling", "Pulled", "Created", "Started").stream()
            .findFirst()
            .map(ClusterEvent::last)
            .orElse(Instant.EPOCH);
    // The kubelet's summary ("Unable to attach or mount volumes") says less than the failure.
    return Stream.concat(
            events.stream().filter(event -> !event.message().startsWith("Unable to attach")),
            events.stream())
        .filter(event -> event.last().isAfter(mounted))
        .findFirst();
  }

  private static Finding finding(Evidence evidence, LiveObject pod, ClusterEvent event) {
    String message = event.message();
    boolean missing = message.contains("not found") || message.contains("non-existent");
    String advice = ContainerConfigCause.advice(message, pod.id().namespace());
    return Finding.of("Mount", event.reason(), pod.id())
        .summary(
            "%s: a volume of pod %s can't be mounted: %s"
                .formatted(evidence.workload(), pod.name(), Wording.withoutFinalStop(message)))
        .evidence(event.reason() + ": " + message)
        .advice(
            advice.isEmpty() && event.reason().equals("FailedAttachVolume")
                ? "see whether another node still holds the volume"
                : advice)
        .advice(RevisionAdvice.undo(evidence))
        .fatal(missing)
        .build();
  }
}
