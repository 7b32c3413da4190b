package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.reconcile.Meta;

/** What messages say of a pod. */
record PodFacts(String namespace, String name, String uid, String address) {
  static PodFacts of(JsonNode pod) {
    return new PodFacts(
        Meta.namespace(pod),
        Meta.name(pod),
        Meta.uid(pod),
        pod.path("status").path("podIP").asText(""));
  }

  /** {@code web-7d4b9_shop(1c5c…)}, as kubelets name pods. */
  String fullName() {
    return name + "_" + namespace + "(" + uid + ")";
  }
}
