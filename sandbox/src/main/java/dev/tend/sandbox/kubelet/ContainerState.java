package dev.tend.sandbox.kubelet;

import java.time.Instant;

/** What a container is at, as its kubelet knows it. */
sealed interface ContainerState {
  /** When it goes on by itself. */
  Instant next();

  /** Nothing was done for it yet. */
  record Waiting() implements ContainerState {
    @Override
    public Instant next() {
      return Instant.MIN;
    }
  }

  /**
   * Its image is on the way.
   *
   * @param failures how often that has failed before
   * @param shown what its status says meanwhile, if it has failed before
   */
  record Pulling(Instant since, Instant until, int failures, String shown)
      implements ContainerState {
    @Override
    public Instant next() {
      return until;
    }
  }

  /** The pull has just failed: ErrImagePull. */
  record PullFailed(String message, Instant since, Instant next, int failures)
      implements ContainerState {}

  /** Waits before pulling again: ImagePullBackOff. */
  record PullBackOff(String message, Instant next, int failures) implements ContainerState {}

  /** Can't be created, for a reason in the pod's spec or in what it refers to. */
  record Refused(String reason, String message, Instant next) implements ContainerState {}

  /**
   * Runs.
   *
   * @param startedAt when its startup probe succeeds
   * @param readyAt when its readiness probe succeeds; MAX for never
   * @param exitAt MAX for never
   * @param probeAt when a failing readiness probe is next reported; MAX for never
   */
  record Running(Instant since, Instant startedAt, Instant readyAt, Instant exitAt, Instant probeAt)
      implements ContainerState {
    boolean started(Instant now) {
      return !startedAt.isAfter(now);
    }

    boolean ready(Instant now) {
      return started(now) && !readyAt.isAfter(now);
    }

    Running probedAgainAt(Instant again) {
      return new Running(since, startedAt, readyAt, exitAt, again);
    }

    @Override
    public Instant next() {
      return exitAt.isBefore(probeAt) ? exitAt : probeAt;
    }

    /** When its status changes next. */
    Instant nextChange(Instant now) {
      Instant change = next();
      for (Instant turn : new Instant[] {startedAt, readyAt}) {
        if (turn.isAfter(now) && turn.isBefore(change)) {
          change = turn;
        }
      }
      return change;
    }
  }

  /** Has ended, and its kubelet has yet to decide what follows. */
  record Stopped(Exit exit, Instant next) implements ContainerState {}

  /** Waits before it is started again: CrashLoopBackOff. */
  record BackOff(Exit exit, Instant next) implements ContainerState {}

  /** Has ended for good. */
  record Done(Exit exit) implements ContainerState {
    @Override
    public Instant next() {
      return Instant.MAX;
    }
  }
}
