package dev.tend.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Time that passes only when somebody waits; each wait first lets one step of a plan happen. */
final class TestWaiter extends Clock implements Waiter {
  private Instant now = Instant.parse("2026-01-02T12:00:00Z");
  private final Deque<Runnable> plan = new ArrayDeque<>();
  private final List<Duration> waits = new ArrayList<>();

  /** What happens while the loop waits the next time; after the last step the wait fails. */
  TestWaiter then(Runnable step) {
    plan.add(step);
    return this;
  }

  List<Duration> waits() {
    return waits;
  }

  /** Everything that a loop needs, with the most that chance can add. */
  Timing timing() {
    return new Timing(this, this, new Greedy());
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public void await(Duration time) {
    waits.add(time);
    if (plan.isEmpty()) {
      throw new AssertionError("the loop waits once more than planned");
    }
    plan.remove().run();
    pass(time);
  }

  @Override
  public void wake() {}

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  /** Draws the highest number. */
  private static final class Greedy extends Random {
    private static final long serialVersionUID = 1L;

    @Override
    public long nextLong(long bound) {
      return bound - 1;
    }
  }
}
