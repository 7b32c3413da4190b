package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A container ends again and again, or can't be started at all. */
final class CrashLoopCause implements Cause {
  private static final Set<String> START_FAILURES =
      Set.of("RunContainerError", "StartError", "PostStartHookError", "ContainerCannotRun");

  private final int restarts;

  /**
   * @param restarts how many of them count as lasting
   */
  CrashLoopCause(int restarts) {
    this.restarts = restarts;
  }

  @Override
  public List<Finding> find(Evidence evidence) {
    return evidence
        .containers()
        .filter(CrashLoopCause::isCrashing)
        .filter(container -> !OutOfMemoryCause.isOutOfMemory(container))
        .map(container -> finding(evidence, container))
        .toList();
  }

  /** It waits to be started again, or has just been; or it ended badly and won't be. */
  static boolean isCrashing(PodContainer container) {
    String waiting = container.waitingReason();
    if (waiting.equals("CrashLoopBackOff") || START_FAILURES.contains(waiting)) {
      return true;
    }
    if (container.isTerminated()) {
      boolean endsWell = container.exitCode() == 0;
      return !endsWell;
    }
    return container.restarts() > 0 && !container.isReady() && container.termination().isObject();
  }

  private Finding finding(Evidence evidence, PodContainer container) {
    JsonNode end = container.termination();
    String reason = end.path("reason").asText("");
    boolean unstartable =
        START_FAILURES.contains(container.waitingReason()) || START_FAILURES.contains(reason);
    String words =
        container.waiting().path("message").asText("").startsWith("back-off")
            ? end.path("message").asText("")
            : end.path("message").asText(container.waiting().path("message").asText(""));
    Killer killer = killer(evidence, container);
    Finding.Builder finding =
        Finding.of("CrashLoop", container.title(), container.pod().id())
            .summary(summary(evidence, container, unstartable, killer))
            .evidence(container.waitingReason())
            .evidence(words.strip())
            .evidence(evidence.log(container));
    finding.advice(killer.advice);
    if (killer == Killer.LIVENESS || killer == Killer.STARTUP) {
      evidence.eventsAbout(container, "Unhealthy").stream()
          .limit(1)
          .forEach(event -> finding.evidence(event.message()));
    }
    return finding
        .advice(ExitCode.advice(container.exitCode(), words, unstartable))
        .advice(RevisionAdvice.undo(evidence))
        .fatal(unstartable || hopeless(container) || container.restarts() >= restarts)
        .build();
  }

  private static String summary(
      Evidence evidence, PodContainer container, boolean unstartable, Killer killer) {
    String start =
        "%s: %s (image %s) "
            .formatted(evidence.workload(), evidence.title(container), container.image());
    if (unstartable && killer == Killer.NOBODY) {
      return start + "can't be started";
    }
    String end =
        killer == Killer.NOBODY
            ? start + "ends with " + ExitCode.words(container.exitCode())
            : start + "is stopped since its " + killer.what + " fails";
    return container.restarts() == 0
        ? end
        : end
            + ", restarted "
            + (container.restarts() == 1 ? "once" : container.restarts() + " times");
  }

  private static boolean hopeless(PodContainer container) {
    return container.exitCode() == 126 || container.exitCode() == 127;
  }

  /** What makes the kubelet end a container that would run on. */
  private enum Killer {
    NOBODY("", ""),
    HOOK(
        "postStart hook",
        "run its postStart hook by hand in the container: what it needs may not be there so early"),
    STARTUP(
        "startup probe",
        "its startup probe fails for too long: raise failureThreshold, or see why it starts so slowly"),
    LIVENESS(
        "liveness probe",
        "its liveness probe fails, so the kubelet stops it: give it more time (startupProbe, "
            + "initialDelaySeconds) or correct the probe");

    private final String what;
    private final String advice;

    Killer(String what, String advice) {
      this.what = what;
      this.advice = advice;
    }
  }

  private static Killer killer(Evidence evidence, PodContainer container) {
    // The event may come after the state, and is gone after a while.
    if (container.waitingReason().equals("PostStartHookError")
        || !evidence.eventsAbout(container, "FailedPostStartHook").isEmpty()) {
      return Killer.HOOK;
    }
    for (ClusterEvent event : evidence.eventsAbout(container, "Killing")) {
      String message = event.message().toLowerCase(Locale.ROOT);
      if (message.contains("startup probe")) {
        return Killer.STARTUP;
      }
      if (message.contains("liveness")) {
        return Killer.LIVENESS;
      }
    }
    return Killer.NOBODY;
  }
}
