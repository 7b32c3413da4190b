package dev.tend.sandbox.recorded;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/** The system's clock, ahead by as many seconds as it was told. */
final class SteppingClock extends Clock {
  private final AtomicLong ahead = new AtomicLong();

  void step(int seconds) {
    ahead.addAndGet(seconds);
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plusSeconds(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return Clock.systemUTC().getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
