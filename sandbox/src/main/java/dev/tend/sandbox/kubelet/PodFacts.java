package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.reconcile.Meta;
import java.time.Duration;

/**
 * What messages say of a pod.
 *
 * @param grace how long its containers have to terminate, in kubelet time
 */
record PodFacts(String namespace, String name, String uid, String address, Duration grace) {
  static PodFacts of(JsonNode pod) {
    return new PodFacts(
        Meta.namespace(pod),
        Meta.name(pod),
        Meta.uid(pod),
        pod.path("status").path("podIP").asText(""),
        Duration.ofSeconds(pod.path("spec").path("terminationGracePeriodSeconds").asLong(30)));
  }

  PodFacts at(String where) {
    return new PodFacts(namespace, name, uid, where, grace);
  }

  /** {@code web-7d4b9_shop(1c5c…)}, as kubelets name pods. */
  String fullName() {
    return name + "_" + namespace + "(" + uid + ")";
  }
}
