package dev.tend.sandbox.reconcile;

import dev.tend.sandbox.store.ObjectApi;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What a running component holds open, closed in the reverse order of opening. */
public final class Parts implements AutoCloseable {
  private final Deque<Closing> open = new ArrayDeque<>();

  /** Closes something, without checked exceptions. */
  @FunctionalInterface
  public interface Closing {
    void close();
  }

  public void add(Closing part) {
    open.push(part);
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
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
