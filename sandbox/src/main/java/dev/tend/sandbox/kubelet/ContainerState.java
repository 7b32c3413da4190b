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

  /** Its process runs, and its hook doesn't let it count as running yet. */
  record Starting(Instant since, Instant next) implements ContainerState {}

  /**
   * Runs.
   *
   * @param readyAt when a rule makes it ready; MIN where its probes alone say
   * @param exitAt MAX for never
   */
  record Running(Instant since, Checks checks, Instant readyAt, Instant exitAt)
      implements ContainerState {
    boolean started() {
      return checks.started();
    }

    boolean ready(Instant now) {
      return checks.ready() && !readyAt.isAfter(now);
    }

    Running checked(Checks after) {
      return new Running(since, after, readyAt, exitAt);
    }

    @Override
    public Instant next() {
      return exitAt.isBefore(checks.next()) ? exitAt : checks.next();
    }

    /** When its status changes next. */
    Instant nextChange(Instant now) {
      return readyAt.isAfter(now) && readyAt.isBefore(next()) ? readyAt : next();
    }
  }

  /**
   * Was told to terminate, and does: it is still running.
   *
   * @param forGood whether its pod ends, so that it is not started again
   */
  record Stopping(Running run, Exit exit, boolean forGood) implements ContainerState {
    @Override
    public Instant next() {
      return exit.finished();
    }
  }

  /** Has ended, and its kubelet has yet to decide what follows. */
  record Stopped(Exit exit, Instant next) implements ContainerState {}

  /** Has ended as soon as it was started; its status shows the fault instead of the end. */
  record Faulty(Exit exit, String reason, String message, Instant next) implements ContainerState {}

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
