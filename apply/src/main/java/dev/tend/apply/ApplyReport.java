package dev.tend.apply;

import dev.tend.apply.rollout.RolloutReport;
import java.util.List;
import java.util.Optional;

/**
 * What an apply or a delete came to.
 *
 * @param notAttempted ids of what wasn't tried, because something before it failed or the user
 *     interrupted
 * @param rollout present where it waited
 */
public record ApplyReport(
    List<ApplyEvent.Applied> applied,
    List<ApplyEvent.Failed> failed,
    List<dev.tend.manifest.ResourceId> notAttempted,
    Optional<RolloutReport> rollout) {
  public ApplyReport {
    applied = List.copyOf(applied);
    failed = List.copyOf(failed);
    notAttempted = List.copyOf(notAttempted);
  }

  public boolean succeeded() {
    return failed.isEmpty()
        && notAttempted.isEmpty()
        && rollout.map(RolloutReport::succeeded).orElse(true);
  }
}
