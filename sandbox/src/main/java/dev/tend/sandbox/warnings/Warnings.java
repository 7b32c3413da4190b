package dev.tend.sandbox.warnings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server of version 1.34 says of an object that it takes. */
public final class Warnings {
  private static final String OLD_CLASS = "volume.beta.kubernetes.io/storage-class";
  private static final String OLD_INGRESS_CLASS = "kubernetes.io/ingress.class";
  private static final String HINTS = "service.kubernetes.io/topology-aware-hints";
  private static final int LONGEST_LABEL = 63;

  private Warnings() {}

  /**
   * In a server's order.
   *
   * @param live null on a create
   */
  public static List<String> of(@Nullable ObjectNode live, ObjectNode object) {
    List<String> warnings = new ArrayList<>();
    boolean changed = live == null || !live.path("spec").equals(object.path("spec"));
    String kind = object.path("kind").asText();
    if (live == null) {
      hostname(kind, object, warnings);
    }
    switch (object.path("apiVersion").asText() + " " + kind) {
      case "v1 Pod" -> {
        if (live == null) {
          PodWarnings.add(object, "", warnings);
        }
      }
      case "apps/v1 Deployment",
          "apps/v1 ReplicaSet",
          "apps/v1 DaemonSet",
          "batch/v1 Job",
          "v1 ReplicationController" ->
          template(changed, object, "spec", warnings);
      case "apps/v1 StatefulSet" -> {
        template(changed, object, "spec", warnings);
        JsonNode claims = object.path("spec").path("volumeClaimTemplates");
        for (int i = 0; i < claims.size(); i++) {
          String at = "spec.volumeClaimTemplates[%d].%s".formatted(i, live == null ? "" : "Spec.");
          claim(claims.get(i).path("spec"), at, warnings);
        }
      }
      case "batch/v1 CronJob" -> template(changed, object, "spec.jobTemplate.spec", warnings);
      case "v1 PodTemplate" -> PodWarnings.add(object.path("template"), "template.", warnings);
      case "v1 Service" -> service(object, warnings);
      case "discovery.k8s.io/v1 EndpointSlice" -> {
        if (object.path("addressType").asText().equals("FQDN")) {
          warnings.add("spec.addressType: FQDN endpoints are deprecated");
        }
      }
      case "v1 PersistentVolumeClaim" -> {
        annotation(
            object,
            OLD_CLASS,
            "deprecated since v1.8; use \"storageClassName\" attribute instead",
            warnings);
        claim(object.path("spec"), "spec.", warnings);
      }
      case "v1 PersistentVolume" -> volume(object, warnings);
      case "networking.k8s.io/v1 Ingress" -> {
        if (live == null && annotations(object).has(OLD_INGRESS_CLASS)) {
          warnings.add(
              "annotation \"%s\" is deprecated, please use 'spec.ingressClassName' instead"
                  .formatted(OLD_INGRESS_CLASS));
        }
      }
      default -> {}
    }
    return warnings;
  }

  private static void template(
      boolean changed, ObjectNode object, String path, List<String> warnings) {
    if (changed) {
      JsonNode holder = object.at("/" + path.replace('.', '/'));
      PodWarnings.add(holder.path("template"), path + ".template.", warnings);
    }
  }

  private static void hostname(String kind, ObjectNode object, List<String> warnings) {
    String used =
        switch (kind) {
          case "Pod" -> "the Pod's hostname";
          case "Deployment", "ReplicaSet", "Job", "CronJob", "ReplicationController" ->
              "Pod names and hostnames";
          default -> "";
        };
    String name = object.path("metadata").path("name").asText();
    List<String> faults = new ArrayList<>();
    if (name.length() > LONGEST_LABEL) {
      faults.add("must be no more than %d bytes".formatted(LONGEST_LABEL));
    }
    if (name.contains(".")) {
      faults.add("must not contain dots");
    }
    if (!used.isEmpty() && !faults.isEmpty()) {
      warnings.add(
          ("metadata.name: this is used in %s, which can result in surprising behavior; a DNS label"
                  + " is recommended: [%s]")
              .formatted(used, String.join(" ", faults)));
    }
  }

  private static void service(ObjectNode service, List<String> warnings) {
    JsonNode spec = service.path("spec");
    if (annotations(service).has(HINTS)) {
      warnings.add(
          "annotation %s is deprecated, please use service.kubernetes.io/topology-mode instead"
              .formatted(HINTS));
    }
    String type = spec.path("type").asText();
    boolean headless = type.equals("ClusterIP") && spec.path("clusterIP").asText().equals("None");
    if (headless && !spec.path("loadBalancerIP").asText().isEmpty()) {
      warnings.add("spec.loadBalancerIP is ignored for headless services");
    }
    if (headless && !spec.path("externalIPs").isEmpty()) {
      warnings.add("spec.externalIPs is ignored for headless services");
    }
    if (headless && !spec.path("sessionAffinity").asText("None").equals("None")) {
      warnings.add("spec.SessionAffinity is ignored for headless services");
    }
    boolean external = type.equals("ExternalName");
    if (external && !spec.path("externalIPs").isEmpty()) {
      warnings.add("spec.externalIPs is ignored when spec.type is \"ExternalName\"");
    }
    if (!external && !spec.path("externalName").asText().isEmpty()) {
      warnings.add("spec.externalName is ignored when spec.type is not \"ExternalName\"");
    }
  }

  private static void claim(JsonNode spec, String path, List<String> warnings) {
    for (String kind : List.of("requests", "limits")) {
      Fractions.check(
          spec.path("resources").path(kind), "storage", path + "resources." + kind, warnings);
    }
  }

  private static void volume(ObjectNode volume, List<String> warnings) {
    annotation(
        volume,
        OLD_CLASS,
        "deprecated since v1.8; use \"storageClassName\" attribute instead",
        warnings);
    annotation(
        volume,
        "volume.beta.kubernetes.io/mount-options",
        "deprecated since v1.31; use \"mountOptions\" attribute instead",
        warnings);
    JsonNode spec = volume.path("spec");
    if (spec.path("persistentVolumeReclaimPolicy").asText().equals("Recycle")) {
      warnings.add(
          "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead,"
              + " the recommended approach is to use dynamic provisioning.");
    }
    JsonNode terms = spec.path("nodeAffinity").path("required").path("nodeSelectorTerms");
    for (int i = 0; i < terms.size(); i++) {
      String at = "spec.nodeAffinity.required.nodeSelectorTerms[%d]".formatted(i);
      NodeLabels.inTerm(terms.get(i), at, warnings);
    }
  }

  private static void annotation(ObjectNode object, String key, String why, List<String> warnings) {
    if (annotations(object).has(key)) {
      warnings.add("metadata.annotations[%s]: %s".formatted(key, why));
    }
  }

  private static JsonNode annotations(ObjectNode object) {
    return object.path("metadata").path("annotations");
  }
}
