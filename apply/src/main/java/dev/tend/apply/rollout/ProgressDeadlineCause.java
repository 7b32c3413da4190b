package dev.tend.apply.rollout;

import java.time.Duration;
import java.util.List;

/** A Deployment took longer than it may, and nothing else explains it. */
final class ProgressDeadlineCause implements Cause {
  @Override
  public List<Finding> find(Evidence evidence) {
    return evidence
        .object()
        .condition("Progressing")
        .filter(condition -> condition.reason().equals("ProgressDeadlineExceeded"))
        .stream()
        .map(condition -> finding(evidence, condition))
        .toList();
  }

  private static Finding finding(Evidence evidence, Condition condition) {
    long seconds = evidence.object().spec().path("progressDeadlineSeconds").asLong(600);
    return Finding.of("ProgressDeadline", "", evidence.object().id())
        .summary(
            "%s: made no progress for %s (progressDeadlineSeconds)"
                .formatted(evidence.workload(), Wording.brief(Duration.ofSeconds(seconds))))
        .evidence(condition.message())
        .advice("look at the log of its pods; raise progressDeadlineSeconds if they need longer")
        .advice(RevisionAdvice.undo(evidence))
        .fatal(true)
        .build();
  }
}
