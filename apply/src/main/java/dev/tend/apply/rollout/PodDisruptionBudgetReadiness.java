package dev.tend.apply.rollout;

import java.util.Optional;

/** A budget is ready when as many pods are healthy as it asks for, or as could ever be. */
final class PodDisruptionBudgetReadiness {
  private PodDisruptionBudgetReadiness() {}

  static Readiness of(LiveObject budget) {
    if (!budget.status().has("expectedPods")) {
      return new Readiness.Ready("");
    }
    Optional<Condition> broken =
        budget
            .condition("DisruptionAllowed")
            .filter(condition -> condition.reason().equals("SyncFailed"));
    if (broken.isPresent()) {
      return new Readiness.Progressing("can't be computed: " + broken.get().words());
    }
    int healthy = budget.count("currentHealthy");
    int asked = budget.count("desiredHealthy");
    int expected = budget.count("expectedPods");
    if (asked > expected) {
      return new Readiness.Ready(
          "asks for %s, there are only %d to be: no pod may be evicted"
              .formatted(Wording.count(asked, "healthy pod"), expected));
    }
    if (healthy < asked) {
      return new Readiness.Progressing(healthy + " of " + Wording.count(asked, "healthy pod"));
    }
    int allowed = budget.count("disruptionsAllowed");
    return new Readiness.Ready(Wording.count(allowed, "disruption") + " allowed");
  }
}
