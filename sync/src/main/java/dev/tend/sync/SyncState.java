package dev.tend.sync;

import dev.tend.sync.git.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a loop is doing. A state's methods are the ways out of it. */
public sealed interface SyncState {
  /** When this began. */
  Instant since();

  /** Waiting, between two looks at the repository. */
  sealed interface Resting extends SyncState {
    /** When the next look is due. */
    Instant due();

    Fetching fetch(Instant now);

    default Stopped stop(Instant now) {
      return new Stopped(now);
    }
  }

  /** Waiting for the next look at the repository. */
  record Idle(Instant since, Instant due) implements Resting {
    @Override
    public Fetching fetch(Instant now) {
      return new Fetching(now, 0);
    }
  }

  /**
   * Asking the remote.
   *
   * @param failures how many times in a row that went wrong before
   */
  record Fetching(Instant since, int failures) implements SyncState {
    /** There is something to do for this revision. */
    public Reconciling reconcile(Revision revision, Instant now) {
      return new Reconciling(now, revision, Optional.empty(), failures);
    }

    /** There is nothing to do. */
    public Idle rest(Instant now, Instant due) {
      return new Idle(now, due);
    }

    public BackingOff fail(Fault fault, Duration delay, Instant now) {
      return new BackingOff(now, failures + 1, fault, now.plus(delay));
    }
  }

  /**
   * Making the cluster match a revision.
   *
   * @param app the one in hand
   */
  record Reconciling(Instant since, Revision revision, Optional<String> app, int failures)
      implements SyncState {
    public Reconciling next(String name) {
      return new Reconciling(since, revision, Optional.of(name), failures);
    }

    public Idle finish(Instant now, Instant due) {
      return new Idle(now, due);
    }

    /** The revision's files couldn't be laid out. */
    public BackingOff fail(Fault fault, Duration delay, Instant now) {
      return new BackingOff(now, failures + 1, fault, now.plus(delay));
    }
  }

  /**
   * Waiting after a failure, longer each time.
   *
   * @param failures in a row
   */
  record BackingOff(Instant since, int failures, Fault fault, Instant due) implements Resting {
    @Override
    public Fetching fetch(Instant now) {
      return new Fetching(now, failures);
    }
  }

  /** Over. */
  record Stopped(Instant since) implements SyncState {}

  /**
   * What went wrong.
   *
   * @param hint what to try, or empty
   */
  record Fault(String message, String hint, Instant at) {}
}
