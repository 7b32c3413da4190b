package dev.tend.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Does the same to many things at once, a limited number at a time. */
public final class Concurrently {
  private Concurrently() {}

  /**
   * The results, in the order of the items.
   *
   * @throws RuntimeException the first failure in the order of the items, after all have ended
   * @throws InterruptedException after the calls under way were interrupted and have ended
   */
  public static <T, R> List<R> map(List<T> items, int concurrency, Function<T, R> function)
      throws InterruptedException {
    Semaphore permits = new Semaphore(Math.max(1, concurrency));
    List<Future<R>> futures = new ArrayList<>();
    // Closing waits for all; an interrupt while it waits is passed on to the calls.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T item : items) {
        futures.add(
            threads.submit(
                () -> {
                  permits.acquire();
                  try {
                    return function.apply(item);
                  } finally {
                    permits.release();
                  }
                }));
      }
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    List<R> results = new ArrayList<>();
    for (Future<R> future : futures) {
      results.add(resultOf(future));
    }
    return results;
  }

  private static <R> R resultOf(Future<R> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }
}
