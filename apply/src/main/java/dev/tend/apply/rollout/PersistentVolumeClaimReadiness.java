package dev.tend.apply.rollout;

import java.util.Optional;

/**
 * A claim is ready when it is bound, and also while a storage class that waits for the first
 * consumer has nobody to wait for.
 */
final class PersistentVolumeClaimReadiness {
  private PersistentVolumeClaimReadiness() {}

  static Readiness of(LiveObject claim, Optional<LiveObject> storageClass) {
    String phase = claim.status().path("phase").asText("");
    String className = claim.spec().path("storageClassName").asText("");
    if (phase.equals("Bound")) {
      String size = claim.status().path("capacity").path("storage").asText("");
      return new Readiness.Ready(size.isEmpty() ? "bound" : "bound, " + size);
    }
    if (phase.equals("Lost")) {
      String volume = claim.spec().path("volumeName").asText("");
      return new Readiness.Failing("its volume " + volume + " is gone");
    }
    String node = claim.annotation("volume.kubernetes.io/selected-node");
    if (!node.isEmpty()) {
      return new Readiness.Progressing("being provisioned for node " + node);
    }
    if (storageClass.filter(PersistentVolumeClaimReadiness::bindsLate).isPresent()) {
      return new Readiness.Ready("binds when a pod first uses it");
    }
    return new Readiness.Progressing(
        className.isEmpty() ? "not bound to a volume" : "waits for a volume of class " + className);
  }

  private static boolean bindsLate(LiveObject storageClass) {
    return storageClass.content().path("volumeBindingMode").asText().equals("WaitForFirstConsumer");
  }
}
