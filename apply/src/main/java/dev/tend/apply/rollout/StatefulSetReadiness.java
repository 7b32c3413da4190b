package dev.tend.apply.rollout;

/**
 * A StatefulSet is ready when all of its pods are available, and those above its partition are of
 * the newest revision. Under OnDelete nothing is updated until somebody deletes pods, so only
 * availability counts.
 */
final class StatefulSetReadiness {
  private StatefulSetReadiness() {}

  static Readiness of(LiveObject set) {
    int wanted = set.spec().path("replicas").asInt(1);
    int ready = set.count("readyReplicas");
    // Servers before 1.25 may leave availableReplicas out where minReadySeconds is unset.
    boolean settles = set.spec().path("minReadySeconds").asInt() > 0;
    int available = settles ? set.count("availableReplicas") : ready;
    int updated = updated(set, wanted);
    boolean onDelete = isOnDelete(set);
    int partition =
        set.spec().path("updateStrategy").path("rollingUpdate").path("partition").asInt();
    int toUpdate = onDelete ? 0 : Math.max(0, wanted - partition);
    PodCounts counts =
        new PodCounts(wanted, toUpdate, set.count("replicas"), updated, ready, available);
    String note = "";
    if (onDelete && updated < wanted) {
      note = ", " + (wanted - updated) + " of the old revision until they are deleted (OnDelete)";
    } else if (partition > 0 && updated < wanted) {
      note = ", " + Math.min(partition, wanted) + " held back by partition " + partition;
    }
    return counts.isComplete()
        ? new Readiness.Ready(counts.message(set) + note)
        : new Readiness.Progressing(counts.message(set) + note);
  }

  static boolean isOnDelete(LiveObject workload) {
    return workload.spec().path("updateStrategy").path("type").asText().equals("OnDelete");
  }

  private static int updated(LiveObject set, int wanted) {
    String current = set.status().path("currentRevision").asText("");
    boolean settled = current.equals(set.status().path("updateRevision").asText(""));
    return settled && !current.isEmpty() ? wanted : set.count("updatedReplicas");
  }
}
