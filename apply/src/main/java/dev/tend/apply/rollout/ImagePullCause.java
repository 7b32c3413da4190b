package dev.tend.apply.rollout;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The kubelet can't get a container's image. */
final class ImagePullCause implements Cause {
  // Which of these stands there changes from second to second; the trouble is the same.
  private static final Set<String> REASONS =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable",
          "SignatureValidationFailed");

  /** Attempts after which trouble with the network counts as lasting. */
  private static final int ATTEMPTS = 3;

  @Override
  public List<Finding> find(Evidence evidence) {
    return evidence
        .containers()
        .filter(container -> REASONS.contains(container.waitingReason()))
        .map(container -> finding(evidence, container))
        .toList();
  }

  private static Finding finding(Evidence evidence, PodContainer container) {
    List<ClusterEvent> failures =
        evidence.eventsAbout(container, "Failed", "InspectFailed", "ErrImageNeverPull").stream()
            .filter(event -> !event.message().startsWith("Error: "))
            .toList();
    List<String> words =
        Stream.concat(
                Stream.of(container.waiting().path("message").asText("")),
                failures.stream().limit(1).map(ClusterEvent::message))
            .toList();
    PullTrouble trouble = PullTrouble.from(container.waitingReason(), String.join("\n", words));
    int attempts = failures.stream().mapToInt(ClusterEvent::count).sum();
    boolean elsewhere = runsElsewhere(evidence, container.image());
    return Finding.of("ImagePull", container.title(), container.pod().id())
        .summary(
            "%s: %s can't get its image %s: %s"
                .formatted(
                    evidence.workload(),
                    evidence.title(container),
                    container.image(),
                    trouble.words()))
        .evidence(container.waitingReason())
        .evidence(words)
        .advice(trouble.advice(container.image(), container.pod().id().namespace()))
        .advice(RevisionAdvice.undo(evidence))
        .fatal(!elsewhere && (!trouble.mayPass() || attempts >= ATTEMPTS))
        .build();
  }

  /** Then the image exists and may be pulled, and one node's trouble may pass. */
  private static boolean runsElsewhere(Evidence evidence, String image) {
    return evidence
        .containers()
        .anyMatch(other -> other.image().equals(image) && other.running().isObject());
  }
}
