package dev.tend.apply.rollout;

/** A Namespace is ready unless it is on its way out. */
final class NamespaceReadiness {
  private NamespaceReadiness() {}

  static Readiness of(LiveObject namespace) {
    return namespace.status().path("phase").asText("").equals("Terminating")
        ? new Readiness.Terminating("")
        : new Readiness.Ready("");
  }
}
