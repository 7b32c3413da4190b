package dev.tend.apply.rollout;

import java.util.List;
import java.util.Optional;

/** No node takes a pod. It may heal: an autoscaler may add one, another pod may go. */
final class UnschedulableCause implements Cause {
  @Override
  public List<Finding> find(Evidence evidence) {
    return evidence.pods().stream()
        .flatMap(
            pod -> unscheduled(pod).map(condition -> finding(evidence, pod, condition)).stream())
        .toList();
  }

  private static Optional<Condition> unscheduled(LiveObject pod) {
    return pod.condition("PodScheduled")
        .filter(Condition::isFalse)
        .filter(condition -> condition.reason().equals("Unschedulable"));
  }

  private static Finding finding(Evidence evidence, LiveObject pod, Condition condition) {
    SchedulerMessage message = SchedulerMessage.from(condition.message());
    Finding.Builder finding =
        Finding.of("Unschedulable", "", pod.id())
            .summary(
                "%s: no node takes pod %s: %s"
                    .formatted(evidence.workload(), pod.name(), message.summary()))
            .evidence(condition.message());
    String promised = pod.status().path("nominatedNodeName").asText("");
    if (!promised.isEmpty()) {
      finding.evidence(
          "it gets a place on node " + promised + " once pods of lower priority have left it");
    }
    if (condition.message().contains("preemptionPolicy=Never")) {
      finding.advice("its priority class never drives out others: wait, or choose another");
    }
    for (SchedulerMessage.Obstacle obstacle : message.obstacles()) {
      finding.advice(SchedulingAdvice.on(obstacle, pod));
    }
    return finding.build();
  }
}
