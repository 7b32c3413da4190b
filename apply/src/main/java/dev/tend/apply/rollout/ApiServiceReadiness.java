package dev.tend.apply.rollout;

import java.util.Optional;

/** An APIService is ready when the server reaches what stands behind it. */
final class ApiServiceReadiness {
  private ApiServiceReadiness() {}

  static Readiness of(LiveObject service) {
    Optional<Condition> available = service.condition("Available");
    if (available.filter(Condition::isTrue).isPresent()) {
      return new Readiness.Ready("available");
    }
    return new Readiness.Progressing(
        available
            .map(condition -> "not available: " + condition.words())
            .orElse("not yet checked"));
  }
}
