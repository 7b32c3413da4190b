package dev.tend.sandbox.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time, for everything in the sandbox that waits: the present, and a call at a later one. */
public interface Ticker extends AutoCloseable {
  Instant now();

  /** Runs a short task once the delay is over, unless closed before. */
  void after(Duration delay, Runnable task);

  /** Drops what is still to come. */
  @Override
  void close();

  /** Real waiting, with timestamps from this clock. */
  static Ticker system(Clock clock) {
    var executor =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("sandbox-ticker").factory(),
            // Whoever asks while it closes is as late as who asked before.
            new ThreadPoolExecutor.DiscardPolicy());
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return new Ticker() {
      @Override
      public Instant now() {
        return clock.instant();
      }

      @Override
      public void after(Duration delay, Runnable task) {
        var unused = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      }

      @Override
      public void close() {
        executor.shutdownNow();
      }
    };
  }
}
