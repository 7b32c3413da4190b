package dev.tend.apply.rollout;

import java.util.Set;

/** Advice that is the same whatever has gone wrong. */
final class RevisionAdvice {
  private static final Set<String> UNDOABLE = Set.of("Deployment", "StatefulSet", "DaemonSet");

  private RevisionAdvice() {}

  /** How to go back, for a workload that had an earlier revision; empty for others. */
  static String undo(Evidence evidence) {
    boolean changed = evidence.object().generation() > 1;
    return changed && UNDOABLE.contains(evidence.object().id().kind())
        ? "go back to the revision before: tend rollout undo "
            + Wording.argument(evidence.object().id())
        : "";
  }
}
