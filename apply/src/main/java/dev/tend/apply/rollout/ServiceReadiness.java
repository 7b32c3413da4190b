package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A Service is ready as soon as it exists: it can be reached inside the cluster. A load balancer
 * without an address doesn't hold an apply up, because many clusters never give one; the message
 * says that it is missing.
 */
final class ServiceReadiness {
  private ServiceReadiness() {}

  static Readiness of(LiveObject service) {
    if (!service.spec().path("type").asText().equals("LoadBalancer")) {
      return new Readiness.Ready("");
    }
    List<String> addresses = addresses(service);
    service.spec().path("externalIPs").forEach(address -> addresses.add(address.asText()));
    return new Readiness.Ready(
        addresses.isEmpty()
            ? "no external address yet"
            : "reachable at " + String.join(", ", addresses));
  }

  /** Host names and addresses under {@code status.loadBalancer}, as the status lists them. */
  static List<String> addresses(LiveObject object) {
    List<String> addresses = new ArrayList<>();
    for (JsonNode entry : object.status().path("loadBalancer").path("ingress")) {
      String name = entry.path("hostname").asText("");
      addresses.add(name.isEmpty() ? entry.path("ip").asText("") : name);
    }
    addresses.removeIf(String::isEmpty);
    return addresses;
  }
}
