package dev.tend.sandbox.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that stands still until a test moves it. */
public final class ManualTicker implements Ticker {
  private record Task(Instant due, Runnable run) {}

  private final List<Task> tasks = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void after(Duration delay, Runnable task) {
    tasks.add(new Task(now.plus(delay), task));
  }

  public void pass(Duration time) {
    now = now.plus(time);
    List<Task> due =
        tasks.stream()
            .filter(task -> !task.due().isAfter(now))
            .sorted(Comparator.comparing(Task::due))
            .toList();
    tasks.removeAll(due);
    due.forEach(task -> task.run().run());
  }

  @Override
  public void close() {
    tasks.clear();
  }
}
