package dev.tend.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of an app.
 *
 * @param path of its folder in the repository
 * @param revision id of the commit that was tried last
 * @param at when that was
 * @param applied the commit that was applied last, whether or not a later one was refused
 */
public record AppMemory(
    String name,
    String path,
    Ending ending,
    String summary,
    String revision,
    Instant at,
    Optional<Applied> applied) {

  /** How the last try ended. */
  public enum Ending {
    APPLIED,
    UNREADY,
    REFUSED
  }

  /** A commit that reached the cluster. */
  public record Applied(String revision, Instant at) {}

  /** Whether this revision needs no further try. */
  boolean isDone(String revisionId) {
    return ending == Ending.APPLIED && revision.equals(revisionId);
  }

  static Ending ending(Reconciliation.Outcome outcome) {
    return switch (outcome) {
      case Reconciliation.Outcome.Applied ignored -> Ending.APPLIED;
      case Reconciliation.Outcome.Unready ignored -> Ending.UNREADY;
      case Reconciliation.Outcome.Refused ignored -> Ending.REFUSED;
    };
  }
}
