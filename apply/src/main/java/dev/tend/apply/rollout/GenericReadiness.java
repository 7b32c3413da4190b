package dev.tend.apply.rollout;

import java.util.List;
import java.util.Optional;

/**
 * Any other kind, by the conventions that controllers share: Stalled and Reconciling are true only
 * when something is amiss, Ready and Available when all is well. An object that has none of them is
 * ready because it exists.
 */
final class GenericReadiness {
  private GenericReadiness() {}

  static Readiness of(LiveObject object) {
    Optional<Condition> stalled = current(object, "Stalled").filter(Condition::isTrue);
    if (stalled.isPresent()) {
      return new Readiness.Failing(stalled.get().words());
    }
    Optional<Condition> reconciling = current(object, "Reconciling").filter(Condition::isTrue);
    if (reconciling.isPresent()) {
      return new Readiness.Progressing(reconciling.get().words());
    }
    for (String type : List.of("Ready", "Available")) {
      Optional<Condition> condition = object.condition(type);
      if (condition.isPresent()) {
        return judge(condition.get(), object.generation());
      }
    }
    return new Readiness.Ready("");
  }

  private static Readiness judge(Condition condition, long generation) {
    if (condition.isOlderThan(generation)) {
      return new Readiness.Progressing(Readinesses.UNSEEN);
    }
    if (condition.isTrue()) {
      return new Readiness.Ready(condition.message());
    }
    return new Readiness.Progressing(condition.words());
  }

  private static Optional<Condition> current(LiveObject object, String type) {
    return object.condition(type).filter(condition -> !condition.isOlderThan(object.generation()));
  }
}
