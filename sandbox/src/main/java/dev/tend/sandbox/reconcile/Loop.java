package dev.tend.sandbox.reconcile;

import dev.tend.sandbox.store.ApiFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calls a reconciliation for every key that was added, on virtual threads, until the key is as it
 * should be. A refusal of the API is tried again with growing delays.
 */
public final class Loop<K> implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Loop.class.getName());

  private final String name;
  private final KeyQueue<K> queue;
  private final Step<K> step;
  private final List<Thread> workers = new ArrayList<>();

  /** Brings what a key stands for one step nearer to what it should be. */
  @FunctionalInterface
  public interface Step<K> {
    /** Returns after how long to look again even if nothing changes; empty for not at all. */
    Optional<Duration> reconcile(K key);
  }

  private Loop(String name, Ticker ticker, Step<K> step) {
    this.name = name;
    this.queue = new KeyQueue<>(ticker);
    this.step = step;
  }

  public static <K> Loop<K> start(String name, int workers, Ticker ticker, Step<K> step) {
    Loop<K> loop = new Loop<>(name, ticker, step);
    for (int i = 0; i < workers; i++) {
      loop.workers.add(Thread.ofVirtual().name(name + "-" + i).start(loop::work));
    }
    return loop;
  }

  public void add(K key) {
    queue.add(key);
  }

  public void addAfter(K key, Duration delay) {
    queue.addAfter(key, delay);
  }

  private void work() {
    try {
      for (Optional<K> key = queue.take(); key.isPresent(); key = queue.take()) {
        attempt(key.get());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(K key) {
    try {
      Optional<Duration> later = step.reconcile(key);
      queue.succeeded(key);
      later.ifPresent(delay -> queue.addAfter(key, delay));
    } catch (ApiFailure refused) {
      // What is invalid stays so: it is our own mistake, not a race that heals.
      System.Logger.Level level =
          refused.code() == 422 ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG;
      LOG.log(level, () -> name + " " + key + ": " + refused.getMessage());
      queue.retry(key);
    } catch (RuntimeException bug) {
      if (!Thread.currentThread().isInterrupted()) {
        LOG.log(System.Logger.Level.WARNING, name + " could not reconcile " + key, bug);
      }
      queue.retry(key);
    } finally {
      queue.done(key);
    }
  }

  /** Stops taking keys, and lets the present reconciliations come to their end for a second. */
  @Override
  public void close() {
    queue.close();
    try {
      for (Thread worker : workers) {
        if (!worker.join(Duration.ofSeconds(1))) {
          worker.interrupt();
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
