package dev.tend.apply.rollout;

/** A DaemonSet is ready when each node that should run it has a new, available pod. */
final class DaemonSetReadiness {
  private DaemonSetReadiness() {}

  static Readiness of(LiveObject set) {
    int wanted = set.count("desiredNumberScheduled");
    int updated = set.count("updatedNumberScheduled");
    if (wanted == 0) {
      return new Readiness.Ready("no node matches");
    }
    boolean onDelete = StatefulSetReadiness.isOnDelete(set);
    PodCounts counts =
        new PodCounts(
            wanted,
            onDelete ? 0 : wanted,
            wanted,
            updated,
            set.count("numberReady"),
            set.count("numberAvailable"));
    if (counts.isComplete() && updated < wanted) {
      String old = (wanted - updated) + " of the old revision until they are deleted (OnDelete)";
      return new Readiness.Ready(counts.message(set) + ", " + old);
    }
    return counts.readiness(set);
  }
}
