package dev.tend.apply.rollout;

import java.util.List;

/** A Job has given up. */
final class FailedJobCause implements Cause {
  @Override
  public List<Finding> find(Evidence evidence) {
    LiveObject job = evidence.object();
    if (!job.id().kind().equals("Job")) {
      return List.of();
    }
    return job.condition("Failed").filter(Condition::isTrue).stream()
        .map(condition -> finding(evidence, condition))
        .toList();
  }

  private static Finding finding(Evidence evidence, Condition condition) {
    boolean late = condition.reason().equals("DeadlineExceeded");
    LiveObject job = evidence.object();
    return Finding.of("JobFailed", condition.reason(), job.id())
        .summary(
            "%s: failed: %s"
                .formatted(evidence.workload(), Wording.withoutFinalStop(condition.words())))
        .evidence(condition.reason() + ": " + condition.message())
        .advice(
            late
                ? "raise spec.activeDeadlineSeconds above %d, or find what takes so long"
                    .formatted(job.spec().path("activeDeadlineSeconds").asLong())
                : "look at the logs of its pods; a Job's template can't change, so delete it first")
        .fatal(true)
        .build();
  }
}
