package dev.tend.apply.rollout;

import java.util.List;
import java.util.Optional;

/** A Pod is ready when it says so, or when it has run to its end. */
final class PodReadiness {
  private PodReadiness() {}

  static Readiness of(LiveObject pod) {
    String phase = pod.status().path("phase").asText("");
    if (phase.equals("Succeeded")) {
      return new Readiness.Ready("completed");
    }
    if (phase.equals("Failed")) {
      return new Readiness.Failing("failed" + reason(pod));
    }
    Optional<Condition> unscheduled = pod.condition("PodScheduled").filter(Condition::isFalse);
    if (unscheduled.isPresent()) {
      return new Readiness.Progressing("not scheduled: " + unscheduled.get().words());
    }
    List<PodContainer> containers = PodContainer.of(pod);
    boolean ready = isReady(pod);
    String message = containerMessage(containers, ready);
    return ready ? new Readiness.Ready(message) : new Readiness.Progressing(message);
  }

  static boolean isReady(LiveObject pod) {
    return pod.condition("Ready").filter(Condition::isTrue).isPresent();
  }

  private static String containerMessage(List<PodContainer> containers, boolean ready) {
    for (PodContainer container : containers) {
      if (!container.isMain() && !container.isDone()) {
        return container.title() + " " + container.stateWords();
      }
    }
    List<PodContainer> mains = containers.stream().filter(PodContainer::isMain).toList();
    long fine = mains.stream().filter(PodContainer::isReady).count();
    String text = fine + " of " + Wording.count(mains.size(), "container") + " ready";
    if (ready) {
      return text;
    }
    return mains.stream()
        .filter(container -> !container.isReady())
        .findFirst()
        .map(container -> text + ", " + container.name() + " " + container.stateWords())
        .orElse(text);
  }

  private static String reason(LiveObject pod) {
    String reason = pod.status().path("reason").asText("");
    String message = pod.status().path("message").asText("");
    if (!reason.isEmpty() || !message.isEmpty()) {
      return ": "
          + (reason.isEmpty() || message.isEmpty() ? reason + message : reason + ": " + message);
    }
    return PodContainer.of(pod).stream()
        .filter(container -> container.exitCode() > 0)
        .findFirst()
        .map(container -> ": " + container.title() + " " + container.stateWords())
        .orElse("");
  }
}
