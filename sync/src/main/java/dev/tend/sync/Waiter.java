package dev.tend.sync;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits until a time has passed or somebody calls. */
public interface Waiter {
  /** Returns when the time has passed, or at once if somebody has called since the last wait. */
  void await(Duration time) throws InterruptedException;

  /** Ends the present wait, or else the next one. From any thread. */
  void wake();

  /** Waits on the machine's clock. */
  static Waiter real() {
    Semaphore calls = new Semaphore(0);
    return new Waiter() {
      @Override
      public void await(Duration time) throws InterruptedException {
        if (calls.tryAcquire(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS)) {
          calls.drainPermits();
        }
      }

      @Override
      public void wake() {
        calls.release();
      }
    };
  }
}
