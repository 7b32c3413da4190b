package dev.tend.sync;

import dev.tend.manifest.Problem;
import dev.tend.sync.git.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens in a loop, in the order in which it happens. */
public sealed interface SyncEvent {
  Instant at();

  /** The ref names a commit that wasn't taken before. */
  record RevisionFound(Instant at, Revision revision, Optional<Revision> previous)
      implements SyncEvent {}

  /** The ref names the commit that was already taken, and nothing is due. */
  record RevisionUnchanged(Instant at, Revision revision) implements SyncEvent {}

  /**
   * The remote couldn't be read, or a revision couldn't be laid out; the cluster stays as it is.
   */
  record FetchFailed(Instant at, String message, String hint, int failures, Instant retry)
      implements SyncEvent {}

  /** Nothing of the revision is used; what was applied last stands. */
  record RevisionRefused(Instant at, Revision revision, List<Problem> problems)
      implements SyncEvent {
    public RevisionRefused {
      problems = List.copyOf(problems);
    }
  }

  /** Something is wrong with the revision that doesn't keep its other apps from being applied. */
  record ProblemFound(Instant at, Revision revision, Problem problem) implements SyncEvent {}

  /** An app is being reconciled. */
  record AppStarted(Instant at, String app, Revision revision, Reason reason)
      implements SyncEvent {}

  /** An app was reconciled, one way or the other. */
  record AppReconciled(Instant at, String app, Revision revision, Reconciliation.Outcome outcome)
      implements SyncEvent {}

  /**
   * A bug: an exception that nobody foresaw. The loop goes on.
   *
   * @param app the one in hand, which counts as refused; empty before any was
   */
  record Crashed(Instant at, Optional<String> app, Revision revision, RuntimeException bug)
      implements SyncEvent {}

  /** The app's turn didn't come before the loop was stopped. */
  record AppSkipped(Instant at, String app, Revision revision) implements SyncEvent {}

  /** The revision has the app no more. Its objects are left as they are. */
  record AppGone(Instant at, String app, Revision revision) implements SyncEvent {}

  /** All apps had their turn, or were skipped. */
  record RevisionFinished(Instant at, Revision revision, SyncResult result) implements SyncEvent {}

  /** The loop is over. */
  record Stopped(Instant at) implements SyncEvent {}

  /** Why an app is reconciled. */
  enum Reason {
    /** The revision is new. */
    NEW_REVISION,
    /** The last attempt at this revision didn't get through. */
    RETRY,
    /** The revision is applied; what drifted is put right. */
    DRIFT
  }
}
