package dev.tend.apply;

import dev.tend.diff.Plan;
import java.time.Clock;
import java.util.function.Consumer;

/** Executes plans. */
public final class Applier {
  private final Cluster cluster;
  private final Clock clock;

  public Applier(Cluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  /**
   * Does what the plan says, in order, and waits where asked. Everything that happens is an event;
   * the report sums it up.
   */
  public ApplyReport apply(Plan plan, ApplyOptions options, Consumer<ApplyEvent> events) {
    throw new UnsupportedOperationException(cluster + " " + clock + plan + options + events);
  }
}
