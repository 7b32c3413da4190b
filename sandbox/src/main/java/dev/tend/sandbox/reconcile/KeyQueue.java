package dev.tend.sandbox.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keys that need attention, each at most once in the queue and never with two workers at a time: a
 * key that is added while it is worked on comes again afterwards.
 */
final class KeyQueue<K> implements AutoCloseable {
  private static final Duration FIRST_RETRY = Duration.ofMillis(5);
  private static final int LONGEST_RETRY_SHIFT = 10;

  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<K> waiting = new LinkedHashSet<>();
  private final Set<K> working = new HashSet<>();
  private final Set<K> again = new HashSet<>();
  private final Map<K, Instant> due = new HashMap<>();
  private final Map<K, Integer> failures = new HashMap<>();
  private boolean closed;

  KeyQueue(Ticker ticker) {
    this.ticker = ticker;
  }

  void add(K key) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (working.contains(key)) {
        again.add(key);
      } else if (waiting.add(key)) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Adds the key after a delay; of several such wishes for one key the earliest counts. */
  void addAfter(K key, Duration delay) {
    if (delay.isZero() || delay.isNegative()) {
      add(key);
      return;
    }
    Instant time = ticker.now().plus(delay);
    lock.lock();
    try {
      Instant planned = due.get(key);
      if (closed || (planned != null && !planned.isAfter(time))) {
        return;
      }
      due.put(key, time);
    } finally {
      lock.unlock();
    }
    ticker.after(delay, () -> fire(key, time));
  }

  private void fire(K key, Instant time) {
    lock.lock();
    try {
      if (!due.remove(key, time)) {
        return;
      }
    } finally {
      lock.unlock();
    }
    add(key);
  }

  /** Adds the key after a delay that doubles with each failure in a row: 5 ms to about 5 s. */
  void retry(K key) {
    int shift = Math.min(failed(key) - 1, LONGEST_RETRY_SHIFT);
    addAfter(key, FIRST_RETRY.multipliedBy(1L << shift));
  }

  private int failed(K key) {
    lock.lock();
    try {
      return failures.merge(key, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
  }

  void succeeded(K key) {
    lock.lock();
    try {
      failures.remove(key);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a key; empty once closed. Whoever takes a key says {@link #done}. */
  Optional<K> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.await();
      }
      if (closed) {
        return Optional.empty();
      }
      K key = waiting.iterator().next();
      waiting.remove(key);
      working.add(key);
      return Optional.of(key);
    } finally {
      lock.unlock();
    }
  }

  void done(K key) {
    lock.lock();
    try {
      working.remove(key);
      if (again.remove(key) && !closed && waiting.add(key)) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
