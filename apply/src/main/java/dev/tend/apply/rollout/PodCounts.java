package dev.tend.apply.rollout;

import java.time.Duration;

/**
 * How far a workload's pods are, as its controller counts them.
 *
 * @param wanted pods that the spec asks for
 * @param toUpdate pods that the rollout has to make new; fewer than wanted under a partition
 * @param existing pods there are, old ones included
 * @param updated pods of the newest revision
 * @param ready pods that pass their readiness probes
 * @param available ready pods that were so for minReadySeconds
 */
record PodCounts(int wanted, int toUpdate, int existing, int updated, int ready, int available) {

  boolean isComplete() {
    return updated >= toUpdate && existing <= wanted && available >= wanted;
  }

  /** {@code 2 of 3 pods ready, 1 still to update (image nginx:1.27)}. */
  String message(LiveObject workload) {
    if (wanted == 0) {
      return existing == 0
          ? "scaled to zero"
          : "scaling to zero, " + Wording.count(existing, "pod") + " left";
    }
    StringBuilder text = new StringBuilder();
    text.append(Math.min(ready, wanted)).append(" of ").append(Wording.count(wanted, "pod"));
    text.append(" ready");
    if (updated < toUpdate) {
      text.append(", ").append(toUpdate - updated).append(" still to update");
    } else if (existing > wanted) {
      text.append(", ").append(Wording.count(existing - wanted, "pod")).append(" to stop");
    }
    int settling = Math.min(ready, wanted) - available;
    long minReadySeconds = workload.spec().path("minReadySeconds").asLong();
    if (settling > 0 && minReadySeconds > 0) {
      text.append(", ").append(settling).append(" not yet for ");
      text.append(Wording.brief(Duration.ofSeconds(minReadySeconds)));
    }
    String images = workload.images();
    if (!isComplete() && !images.isEmpty()) {
      text.append(images.contains(",") ? " (images " : " (image ").append(images).append(')');
    }
    return text.toString();
  }

  Readiness readiness(LiveObject workload) {
    String message = message(workload);
    return isComplete() ? new Readiness.Ready(message) : new Readiness.Progressing(message);
  }
}
