package dev.tend.sandbox.system;

import dev.tend.sandbox.store.ApiFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Work that is tried again until it is done, one task for each name. */
public final class Background implements AutoCloseable {
  private static final Duration FIRST_WAIT = Duration.ofMillis(20);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

  private final Map<String, Thread> tasks = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Starts a task, unless one of that name runs.
   *
   * @param step does what can be done now, and says whether all is done
   */
  public void untilDone(String name, BooleanSupplier step) {
    tasks.computeIfAbsent(
        name, absent -> Thread.ofVirtual().name(name).start(() -> run(name, step)));
  }

  private void run(String name, BooleanSupplier step) {
    Duration wait = FIRST_WAIT;
    try {
      while (!closed && !done(step)) {
        Thread.sleep(wait);
        wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      tasks.remove(name);
    }
  }

  private static boolean done(BooleanSupplier step) {
    try {
      return step.getAsBoolean();
    } catch (ApiFailure e) {
      // Somebody was faster, or something isn't there yet: the next attempt sees it.
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    tasks.values().forEach(Thread::interrupt);
  }
}
