package dev.tend.sandbox.reconcile;

import dev.tend.sandbox.store.ObjectApi;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What a running component holds open, closed in the reverse order of opening; what comes after
 * that is closed at once.
 */
public final class Parts implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Closing> open = new ArrayDeque<>();
  private boolean closed;

  /** Closes something, without checked exceptions. */
  @FunctionalInterface
  public interface Closing {
    void close();
  }

  public void add(Closing part) {
    lock.lock();
    try {
      if (!closed) {
        open.push(part);
        return;
      }
    } finally {
      lock.unlock();
    }
    part.close();
  }

  public <K> Loop<K> loop(String name, int workers, Ticker ticker, Loop.Step<K> step) {
    Loop<K> loop = Loop.start(name, workers, ticker, step);
    add(loop::close);
    return loop;
  }

  public void follow(ObjectApi api, String group, String kind, Consumer<ObjectEvent> consumer) {
    ObjectApi.Subscription subscription = api.subscribe(group, kind, consumer);
    add(subscription::close);
  }

  @Override
  public void close() {
    Deque<Closing> rest;
    lock.lock();
    try {
      closed = true;
      rest = new ArrayDeque<>(open);
      open.clear();
    } finally {
      lock.unlock();
    }
    rest.forEach(Closing::close);
  }
}
