package dev.tend.apply.rollout;

import java.time.Duration;
import java.util.List;

/** An init container runs on, and the pod's other containers wait for it. */
final class InitContainerCause implements Cause {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Override
  public List<Finding> find(Evidence evidence) {
    return evidence
        .containers()
        .filter(container -> container.role() == PodContainer.Role.INIT)
        .filter(container -> container.runtime(evidence.now()).compareTo(LONG) >= 0)
        .map(container -> finding(evidence, container))
        .toList();
  }

  private static Finding finding(Evidence evidence, PodContainer container) {
    return Finding.of("InitContainer", container.title(), container.pod().id())
        .summary(
            "%s: %s (image %s) has run for %s, and the pod waits for its end"
                .formatted(
                    evidence.workload(),
                    evidence.title(container),
                    container.image(),
                    Wording.brief(container.runtime(evidence.now()))))
        .evidence(evidence.log(container))
        .advice("see what it waits for; a service or a migration that it needs may be missing")
        .build();
  }
}
