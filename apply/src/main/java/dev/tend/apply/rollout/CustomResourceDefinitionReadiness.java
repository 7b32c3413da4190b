package dev.tend.apply.rollout;

import java.util.Optional;

/** A CustomResourceDefinition is ready when the server has established it. */
final class CustomResourceDefinitionReadiness {
  private CustomResourceDefinitionReadiness() {}

  static Readiness of(LiveObject definition) {
    Optional<Condition> names = definition.condition("NamesAccepted").filter(Condition::isFalse);
    if (names.isPresent()) {
      return new Readiness.Failing("its names are not accepted: " + names.get().words());
    }
    return definition.condition("Established").filter(Condition::isTrue).isPresent()
        ? new Readiness.Ready("established")
        : new Readiness.Progressing("not yet established");
  }
}
