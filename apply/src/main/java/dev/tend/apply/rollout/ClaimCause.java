package dev.tend.apply.rollout;

import java.util.List;

/** A claim gets no volume. */
final class ClaimCause implements Cause {
  @Override
  public List<Finding> find(Evidence evidence) {
    return evidence.claims().stream()
        .filter(claim -> claim.status().path("phase").asText("Pending").equals("Pending"))
        .flatMap(
            claim ->
                evidence.eventsAbout(claim, "ProvisioningFailed", "FailedBinding").stream()
                    .limit(1)
                    .map(event -> finding(evidence, claim, event)))
        .toList();
  }

  private static Finding finding(Evidence evidence, LiveObject claim, ClusterEvent event) {
    String message = event.message();
    String className = claim.spec().path("storageClassName").asText("");
    return Finding.of("ClaimPending", claim.name(), claim.id())
        .summary(
            "%s: claim %s gets no volume: %s"
                .formatted(evidence.workload(), claim.name(), Wording.withoutFinalStop(message)))
        .evidence(event.reason() + ": " + message)
        .advice(advice(message, className))
        .build();
  }

  private static String advice(String message, String className) {
    if (message.contains("not found") && message.contains("storageclass")) {
      return "storage class " + className + " doesn't exist: name one that does, or create it";
    }
    if (message.contains("no storage class is set")) {
      return "name a storageClassName, or give the cluster a default storage class";
    }
    return "check the provisioner of storage class "
        + className
        + ", and the size that is asked for";
  }
}
