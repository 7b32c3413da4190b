package dev.tend.schema.upgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How objects of API versions that are gone are written now. */
public final class Upgrades {
  /** Kinds whose newer versions have other fields, by their name alone or with their version. */
  private static final Map<String, Upgrade> SPECIAL =
      Map.ofEntries(
          Map.entry("Deployment", WorkloadUpgrades.DEPLOYMENT),
          Map.entry("DaemonSet", WorkloadUpgrades.DAEMON_SET),
          Map.entry("ReplicaSet", WorkloadUpgrades.REPLICA_SET),
          Map.entry("StatefulSet", WorkloadUpgrades.STATEFUL_SET),
          Map.entry("Ingress", IngressUpgrades.INGRESS),
          Map.entry("HorizontalPodAutoscaler", AutoscalerUpgrades.AUTOSCALER),
          Map.entry("PodDisruptionBudget", OtherUpgrades.BUDGET),
          Map.entry("MutatingWebhookConfiguration", WebhookUpgrades.CONFIGURATION),
          Map.entry("ValidatingWebhookConfiguration", WebhookUpgrades.CONFIGURATION),
          Map.entry("CustomResourceDefinition", DefinitionUpgrades.DEFINITION),
          Map.entry("RuntimeClass", OtherUpgrades.RUNTIME_CLASS),
          Map.entry("PriorityLevelConfiguration", OtherUpgrades.PRIORITY_LEVEL),
          Map.entry("EndpointSlice", OtherUpgrades.SLICE),
          Map.entry("CertificateSigningRequest", OtherUpgrades.SIGNING_REQUEST),
          Map.entry("SubjectAccessReview", OtherUpgrades.ACCESS_REVIEW),
          Map.entry("LocalSubjectAccessReview", OtherUpgrades.ACCESS_REVIEW),
          Map.entry(
              "PodSecurityPolicy",
              Upgrade.refused(
                  "label namespaces with `pod-security.kubernetes.io/enforce` instead")));

  /** Groups whose newer versions are another design. */
  private static final Set<String> REDESIGNED = Set.of("resource.k8s.io");

  /** Why nothing can be done where there is nothing newer. */
  public static final String NO_REPLACEMENT = "nothing took its place";

  private Upgrades() {}

  /**
   * @param replacement the apiVersion that took the place of the object's; empty for none
   */
  public static Outcome of(ObjectNode object, String replacement) {
    GroupVersionKind gvk =
        GroupVersionKind.of(object.path("apiVersion").asText(), object.path("kind").asText());
    if (replacement.isEmpty() && !gvk.kind().equals("PodSecurityPolicy")) {
      return new Outcome.Refused(NO_REPLACEMENT);
    }
    if (REDESIGNED.contains(gvk.group())) {
      return new Outcome.Refused("its newer versions are another design");
    }
    ObjectNode copy = object.deepCopy();
    List<String> notes = new ArrayList<>();
    try {
      SPECIAL.getOrDefault(gvk.kind(), Upgrade.RELABELLED).change(copy, notes);
    } catch (Upgrade.Refusal refusal) {
      return new Outcome.Refused(refusal.reason());
    }
    copy.put("apiVersion", replacement);
    return new Outcome.Rewritten(copy, notes);
  }
}
