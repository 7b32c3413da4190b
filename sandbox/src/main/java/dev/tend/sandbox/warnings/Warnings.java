package dev.tend.sandbox.warnings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server of version 1.34 says of an object that it takes. */
public final class Warnings {
  private static final String OLD_CLASS = "volume.beta.kubernetes.io/storage-class";
  private static final String OLD_INGRESS_CLASS = "kubernetes.io/ingress.class";
  private static final String HINTS = "service.kubernetes.io/topology-aware-hints";
  private static final String MOUNTABLE = "kubernetes.io/enforce-mountable-secrets";
  private static final int LONGEST_LABEL = 63;
  private static final int MANY_COMPLETIONS = 100_000;
  private static final int MANY_AT_ONCE = 10_000;

  private static final List<Map.Entry<String, String>> OLD_SOURCES =
      List.of(
          Map.entry("cephfs", "deprecated in v1.28, non-functional in v1.31+"),
          Map.entry("photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"),
          Map.entry("scaleIO", "deprecated in v1.16, non-functional in v1.22+"),
          Map.entry("storageos", "deprecated in v1.22, non-functional in v1.25+"),
          Map.entry("glusterfs", "deprecated in v1.25, non-functional in v1.26+"),
          Map.entry("rbd", "deprecated in v1.28, non-functional in v1.31+"));

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
        if (object.path("spec").path("revisionHistoryLimit").asLong() < 0) {
          warnings.add(
              "spec.revisionHistoryLimit: a negative value retains all historical revisions; a value"
                  + " >= 0 is recommended");
        }
      }
      case "v1 Secret" -> {
        if (object.path("type").asText().equals("kubernetes.io/tls")) {
          JsonNode data = object.path("data");
          KeyPairs.fault(data.path("tls.crt"), data.path("tls.key")).ifPresent(warnings::add);
        }
      }
      case "v1 ServiceAccount" -> {
        if (live == null || !annotations(live).has(MOUNTABLE)) {
          annotation(
              object,
              MOUNTABLE,
              "deprecated in v1.32+; prefer separate namespaces to isolate access to mounted"
                  + " secrets",
              warnings);
        }
      }
      case "v1 Endpoints" -> AddressWarnings.endpoints(object, warnings);
      case "v1 Node" -> node(object.path("spec"), warnings);
      case "networking.k8s.io/v1 NetworkPolicy" ->
          AddressWarnings.policy(object.path("spec"), warnings);
      case "storage.k8s.io/v1 StorageClass" -> topologies(object, warnings);
      case "batch/v1 CronJob" -> {
        template(changed, object, "spec.jobTemplate.spec", warnings);
        if (live != null && object.path("spec").path("schedule").asText().contains("TZ")) {
          warnings.add(
              "cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see"
                  + " https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for"
                  + " more details");
        }
      }
      case "v1 PodTemplate" -> PodWarnings.add(object.path("template"), "template.", warnings);
      case "v1 Service" -> service(object, warnings);
      case "discovery.k8s.io/v1 EndpointSlice" -> {
        if (object.path("addressType").asText().equals("FQDN")) {
          warnings.add("spec.addressType: FQDN endpoints are deprecated");
        }
        AddressWarnings.slice(object, warnings);
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

  /** Of a status that a client writes. */
  public static List<String> ofStatus(ObjectNode object) {
    List<String> warnings = new ArrayList<>();
    JsonNode status = object.path("status");
    switch (object.path("kind").asText()) {
      case "Pod" -> {
        AddressWarnings.within(status.path("podIPs"), "status.podIPs", "ip", warnings);
        AddressWarnings.within(status.path("hostIPs"), "status.hostIPs", "ip", warnings);
      }
      case "Service", "Ingress" -> {
        JsonNode points = status.path("loadBalancer").path("ingress");
        for (int i = 0; i < points.size(); i++) {
          String at = "status.loadBalancer.ingress[%d]".formatted(i);
          AddressWarnings.address(points.get(i).path("ip"), at, warnings);
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
      if (holder.path("completionMode").asText().equals("Indexed")
          && holder.path("completions").asLong() > MANY_COMPLETIONS
          && holder.path("parallelism").asLong() > MANY_AT_ONCE) {
        warnings.add(
            path
                + ": In Indexed Jobs with a number of completions higher than 10^5 and a"
                + " parallelism higher than 10^4, Kubernetes might not be able to track"
                + " completedIndexes when a big number of indexes fail");
      }
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
    String address = spec.path("clusterIP").asText("");
    if (!address.isEmpty() && !address.equals("None")) {
      AddressWarnings.addresses(spec.path("clusterIPs"), "spec.clusterIPs", warnings);
    }
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
    AddressWarnings.addresses(spec.path("externalIPs"), "spec.externalIPs", warnings);
    AddressWarnings.address(spec.path("loadBalancerIP"), "spec.loadBalancerIP", warnings);
    AddressWarnings.ranges(
        spec.path("loadBalancerSourceRanges"), "spec.loadBalancerSourceRanges", warnings);
    boolean external = type.equals("ExternalName");
    if (external && !spec.path("externalIPs").isEmpty()) {
      warnings.add("spec.externalIPs is ignored when spec.type is \"ExternalName\"");
    }
    if (!external && !spec.path("externalName").asText().isEmpty()) {
      warnings.add("spec.externalName is ignored when spec.type is not \"ExternalName\"");
    }
  }

  private static void node(JsonNode spec, List<String> warnings) {
    if (!spec.path("externalID").asText("").isEmpty()) {
      warnings.add("spec.externalID: this field is deprecated, and is unused by Kubernetes");
    }
    AddressWarnings.ranges(spec.path("podCIDRs"), "spec.podCIDRs", warnings);
  }

  private static void topologies(ObjectNode storageClass, List<String> warnings) {
    JsonNode topologies = storageClass.path("allowedTopologies");
    for (int i = 0; i < topologies.size(); i++) {
      JsonNode expressions = topologies.get(i).path("matchLabelExpressions");
      for (int j = 0; j < expressions.size(); j++) {
        String at = "allowedTopologies[%d].matchLabelExpressions[%d].key".formatted(i, j);
        NodeLabels.replacement(expressions.get(j).path("key").asText())
            .ifPresent(why -> warnings.add(at + ": " + why));
      }
    }
  }

  static void claim(JsonNode spec, String path, List<String> warnings) {
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
    for (Map.Entry<String, String> old : OLD_SOURCES) {
      if (spec.has(old.getKey())) {
        String name = old.getKey().equals("storageos") ? "storageOS" : old.getKey();
        warnings.add("spec.%s: %s".formatted(name, old.getValue()));
      }
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
