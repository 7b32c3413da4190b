package dev.tend.apply.rollout;

import dev.tend.apply.ApplyEvent;
import dev.tend.apply.Cluster;
import dev.tend.manifest.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Watches objects until they are ready, one fails for good, or the time is up. */
public final class RolloutTracker {
  private final Cluster cluster;
  private final Clock clock;

  public RolloutTracker(Cluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  /**
   * Waits.
   *
   * @param objects what to wait for, with the apiVersion to read it at
   */
  public RolloutReport track(
      Map<ResourceId, String> objects, Duration timeout, Consumer<ApplyEvent> events) {
    throw new UnsupportedOperationException(cluster + " " + clock + objects + timeout + events);
  }
}
