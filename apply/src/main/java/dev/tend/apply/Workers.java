package dev.tend.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Works on many items at once, a limited number at a time. Once interrupted it starts nothing more,
 * lets what is under way end, and leaves the interrupt flag set.
 */
final class Workers {
  /** How long requests that are under way may still take after an interrupt. */
  private static final long GRACE_SECONDS = 10;

  /** How long it may take until work that is broken off has said so. */
  private static final long LAST_WORD_SECONDS = 5;

  private final int concurrency;
  private volatile boolean stopping;

  Workers(int concurrency) {
    this.concurrency = Math.max(1, concurrency);
  }

  /** Whether an interrupt came: long waits should end. */
  boolean isStopping() {
    return stopping;
  }

  /**
   * Works on the items.
   *
   * @param goOn asked before each item; false: it and all after it are left
   * @return the items that were not started
   */
  <T> List<T> work(List<T> items, Predicate<T> goOn, Consumer<T> worker) {
    List<T> left = new ArrayList<>();
    List<Future<?>> started = new ArrayList<>();
    Semaphore permits = new Semaphore(concurrency);
    AtomicBoolean broken = new AtomicBoolean();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (T item : items) {
        if (!left.isEmpty() || !acquire(permits) || broken.get() || !goOn.test(item)) {
          left.add(item);
          continue;
        }
        started.add(
            threads.submit(
                () -> {
                  try {
                    worker.accept(item);
                  } catch (RuntimeException | Error e) {
                    broken.set(true);
                    throw e;
                  } finally {
                    permits.release();
                  }
                }));
      }
      awaitEnd(threads);
      rethrow(started);
      return left;
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean acquire(Semaphore permits) {
    try {
      permits.acquire();
      return true;
    } catch (InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void awaitEnd(ExecutorService threads) {
    threads.shutdown();
    boolean interrupted = Thread.interrupted();
    try {
      while (!interrupted && !threads.isTerminated()) {
        try {
          threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      stopping |= interrupted;
      if (interrupted && !threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        breakOff(threads);
      }
    } catch (InterruptedException e) {
      // The second interrupt: what is under way isn't let to its end any more.
      breakOff(threads);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What was under way tells how it ended before the caller sums up. */
  private static void breakOff(ExecutorService threads) {
    threads.shutdownNow();
    try {
      threads.awaitTermination(LAST_WORD_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A worker deals with known failures itself: whatever comes out is a bug. */
  private static void rethrow(List<Future<?>> started) {
    for (Future<?> future : started) {
      if (future.state() == Future.State.FAILED) {
        throw new IllegalStateException(future.exceptionNow());
      }
    }
  }
}
