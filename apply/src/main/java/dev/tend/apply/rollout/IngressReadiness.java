package dev.tend.apply.rollout;

import java.util.List;

/** An Ingress is ready as soon as it exists: not every controller publishes an address. */
final class IngressReadiness {
  private IngressReadiness() {}

  static Readiness of(LiveObject ingress) {
    List<String> addresses = ServiceReadiness.addresses(ingress);
    return new Readiness.Ready(
        addresses.isEmpty() ? "" : "reachable at " + String.join(", ", addresses));
  }
}
