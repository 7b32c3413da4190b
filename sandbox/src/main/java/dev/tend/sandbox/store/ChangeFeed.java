package dev.tend.sandbox.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The changes of one kind, queued for one reader. A reader that falls too far behind is cut off.
 */
public final class ChangeFeed implements AutoCloseable {
  private final LinkedBlockingQueue<StoredChange> queue;
  private final Consumer<ChangeFeed> onClose;
  private volatile boolean closed;

  ChangeFeed(int capacity, Consumer<ChangeFeed> onClose) {
    this.queue = new LinkedBlockingQueue<>(capacity);
    this.onClose = onClose;
  }

  /** Called under the storage's lock, so that order holds. */
  void offer(StoredChange change) {
    if (!closed && !queue.offer(change)) {
      closed = true;
    }
  }

  /** The next change; empty when none came in time, or when the feed is closed and drained. */
  public Optional<StoredChange> next(Duration timeout) throws InterruptedException {
    StoredChange ready = queue.poll();
    if (ready != null || closed) {
      return Optional.ofNullable(ready);
    }
    return Optional.ofNullable(queue.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** The next change if it is there already. */
  public Optional<StoredChange> poll() {
    return Optional.ofNullable(queue.poll());
  }

  /** Nothing waits to be read. */
  public boolean isIdle() {
    return queue.isEmpty();
  }

  /** No further change will come. */
  public boolean isClosed() {
    return closed && queue.isEmpty();
  }

  @Override
  public void close() {
    closed = true;
    onClose.accept(this);
  }
}
