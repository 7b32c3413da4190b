package dev.tend.sandbox.system;

import dev.tend.sandbox.store.ApiFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Work that is tried again until it is done, one task for each name. */
public final class Background implements AutoCloseable {
  private static final Duration FIRST_WAIT = Duration.ofMillis(20);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

  private final Map<String, Task> tasks = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Starts a task. One of that name that runs takes this step next, whatever it has seen before: it
   * may have looked before the change that this call is about.
   *
   * @param step does what can be done now, and says whether all is done
   */
  public void untilDone(String name, BooleanSupplier step) {
    var unused =
        tasks.compute(
            name,
            (key, running) -> {
              if (closed || (running != null && running.takesNext(step))) {
                return running;
              }
              Task task = new Task(name, step);
              task.thread.start();
              return task;
            });
  }

  private final class Task {
    private final String name;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private BooleanSupplier step;
    private boolean again;
    private boolean ended;

    Task(String name, BooleanSupplier step) {
      this.name = name;
      this.step = step;
      this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** False where it has ended. */
    boolean takesNext(BooleanSupplier next) {
      lock.lock();
      try {
        if (!ended) {
          step = next;
          again = true;
          asked.signal();
        }
        return !ended;
      } finally {
        lock.unlock();
      }
    }

    private void run() {
      Duration wait = FIRST_WAIT;
      try {
        while (!closed && goesOn(done(present()), wait)) {
          wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        end();
      }
    }

    private BooleanSupplier present() {
      lock.lock();
      try {
        again = false;
        return step;
      } finally {
        lock.unlock();
      }
    }

    /** Waits, unless there is news; ends where all is done and there is none. */
    private boolean goesOn(boolean done, Duration wait) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        if (done && !again) {
          ended = true;
        }
        long left = wait.toNanos();
        while (!ended && !again && left > 0) {
          left = asked.awaitNanos(left);
        }
        return !ended;
      } finally {
        lock.unlock();
      }
    }

    private void end() {
      lock.lock();
      try {
        ended = true;
      } finally {
        lock.unlock();
      }
      tasks.remove(name, this);
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
    tasks.values().forEach(task -> task.thread.interrupt());
  }
}
