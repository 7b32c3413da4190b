package dev.tend.apply.rollout;

import java.util.List;

/** Pods are thrown off their nodes, and new ones take their places, again and again. */
final class EvictedCause implements Cause {
  private final int often;

  /**
   * @param often how many evictions count as lasting
   */
  EvictedCause(int often) {
    this.often = often;
  }

  @Override
  public List<Finding> find(Evidence evidence) {
    List<LiveObject> evicted =
        evidence.ended().stream()
            .filter(pod -> pod.status().path("reason").asText("").equals("Evicted"))
            .toList();
    return evicted.isEmpty() ? List.of() : List.of(finding(evidence, evicted));
  }

  private Finding finding(Evidence evidence, List<LiveObject> evicted) {
    LiveObject pod = evicted.getLast();
    String message = pod.status().path("message").asText("").strip();
    return Finding.of("Evicted", "", pod.id())
        .summary(
            "%s: pod %s was evicted: %s"
                .formatted(evidence.workload(), pod.name(), Wording.withoutFinalStop(message)))
        .evidence(Wording.count(evicted.size(), "eviction"))
        .advice(advice(message))
        .advice(RevisionAdvice.undo(evidence))
        .fatal(evicted.size() >= often)
        .build();
  }

  private static String advice(String message) {
    if (message.contains("exceeded its local ephemeral storage limit")
        || message.contains("ephemeral local storage usage exceeds")
        || message.contains("EmptyDir volume")) {
      return "write less to its own file system and logs, or raise the limit";
    }
    if (message.contains("ephemeral-storage") || message.contains("inodes")) {
      return "the node's disk is full: see what fills it, and request ephemeral-storage";
    }
    if (message.contains("pids")) {
      return "the node has no processes left: see which pod starts so many";
    }
    return "request as much memory as it needs (resources.requests.memory): who takes more than its "
        + "request goes first";
  }
}
