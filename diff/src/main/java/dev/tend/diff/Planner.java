package dev.tend.diff;

import dev.tend.manifest.Manifest;
import java.util.List;

/** Compares desired manifests with live objects. */
public final class Planner {
  private final LiveState live;

  public Planner(LiveState live) {
    this.live = live;
  }

  /** How to plan. */
  public record Options(boolean forceConflicts, int concurrency) {}

  /** Plans to make the cluster match the manifests. */
  public Plan plan(List<Manifest> desired, Options options) {
    throw new UnsupportedOperationException(live + " " + desired + options);
  }
}
