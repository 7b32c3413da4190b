package dev.tend.apply.rollout;

import java.util.List;

/** A container is killed because it uses more memory than it may. */
final class OutOfMemoryCause implements Cause {
  private final int restarts;

  /**
   * @param restarts how many of them count as lasting
   */
  OutOfMemoryCause(int restarts) {
    this.restarts = restarts;
  }

  static boolean isOutOfMemory(PodContainer container) {
    return container.termination().path("reason").asText("").equals("OOMKilled");
  }

  @Override
  public List<Finding> find(Evidence evidence) {
    return evidence
        .containers()
        .filter(container -> isOutOfMemory(container) && CrashLoopCause.isCrashing(container))
        .map(container -> finding(evidence, container))
        .toList();
  }

  private Finding finding(Evidence evidence, PodContainer container) {
    String limit = container.spec().path("resources").path("limits").path("memory").asText("");
    return Finding.of("OutOfMemory", container.title(), container.pod().id())
        .summary(
            "%s: %s (image %s) needs more memory than %s"
                .formatted(
                    evidence.workload(),
                    evidence.title(container),
                    container.image(),
                    limit.isEmpty() ? "its node has left" : "its limit of " + limit))
        .evidence("OOMKilled, " + ExitCode.words(container.exitCode()))
        .evidence(Wording.count(container.restarts(), "restart"))
        .evidence(evidence.log(container))
        .advice(
            limit.isEmpty()
                ? "set resources.requests.memory to what it needs, so that it gets a fitting node"
                : "raise resources.limits.memory above " + limit + ", or let it use less")
        .advice(RevisionAdvice.undo(evidence))
        .fatal(container.restarts() >= restarts)
        .build();
  }
}
