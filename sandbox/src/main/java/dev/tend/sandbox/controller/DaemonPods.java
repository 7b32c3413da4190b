package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.scheduler.NodeSelection;
import java.util.List;

/** The pods of a DaemonSet: which nodes they are for, and what keeps them there. */
final class DaemonPods {
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final List<String> STAYS_DESPITE =
      List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");
  private static final List<String> STARTS_DESPITE =
      List.of(
          "node.kubernetes.io/disk-pressure",
          "node.kubernetes.io/memory-pressure",
          "node.kubernetes.io/pid-pressure",
          "node.kubernetes.io/unschedulable");

  private DaemonPods() {}

  /** Whether a pod should be started on a node, and whether one that is there may stay. */
  record Fit(boolean starts, boolean stays) {}

  static Fit fit(ObjectNode set, ObjectNode node) {
    JsonNode spec = set.path("spec").path("template").path("spec");
    String named = spec.path("nodeName").asText("");
    if (!NodeSelection.wants(spec, node) || !(named.isEmpty() || named.equals(Meta.name(node)))) {
      return new Fit(false, false);
    }
    ObjectNode tolerant = JsonNodeFactory.instance.objectNode();
    ArrayNode tolerations = tolerant.putArray("tolerations");
    spec.path("tolerations").forEach(tolerations::add);
    tolerate(tolerations, spec.path("hostNetwork").asBoolean(false));
    boolean starts = true;
    boolean stays = true;
    for (JsonNode taint : node.path("spec").path("taints")) {
      if (!NodeSelection.tolerates(tolerations, taint)) {
        String effect = taint.path("effect").asText();
        starts &= effect.equals("PreferNoSchedule");
        stays &= !effect.equals("NoExecute");
      }
    }
    return new Fit(starts, stays);
  }

  static ObjectNode pod(ObjectNode set, String node, String hash) {
    ObjectNode pod = Templates.pod(set, set.path("spec").path("template"));
    ObjectNode metadata = pod.withObject("/metadata");
    metadata.put("generateName", Meta.name(set) + "-");
    ObjectNode labels = metadata.withObject("/labels");
    labels.put(Revisions.POD_LABEL, hash);
    String generation = Meta.annotation(set, "deprecated.daemonset.template.generation");
    labels.put("pod-template-generation", generation.isEmpty() ? "1" : generation);
    ObjectNode spec = pod.withObject("/spec");
    pin(spec, node);
    tolerate(spec.withArray("/tolerations"), spec.path("hostNetwork").asBoolean(false));
    return pod;
  }

  /** Lets the scheduler choose, but from this node alone. */
  private static void pin(ObjectNode spec, String node) {
    ObjectNode affinity = spec.withObject("/affinity/nodeAffinity");
    ArrayNode terms = affinity.withObject("/" + REQUIRED).putArray("nodeSelectorTerms");
    ObjectNode field = terms.addObject().putArray("matchFields").addObject();
    field.put("key", "metadata.name").put("operator", "In");
    field.putArray("values").add(node);
  }

  private static void tolerate(ArrayNode tolerations, boolean hostNetwork) {
    STAYS_DESPITE.forEach(key -> add(tolerations, key, "NoExecute"));
    STARTS_DESPITE.forEach(key -> add(tolerations, key, "NoSchedule"));
    if (hostNetwork) {
      add(tolerations, "node.kubernetes.io/network-unavailable", "NoSchedule");
    }
  }

  private static void add(ArrayNode tolerations, String key, String effect) {
    ObjectNode toleration = JsonNodeFactory.instance.objectNode();
    toleration.put("effect", effect).put("key", key).put("operator", "Exists");
    if (tolerations.valueStream().noneMatch(toleration::equals)) {
      tolerations.add(toleration);
    }
  }

  /** The node that a pod is on, or is pinned to. */
  static String target(ObjectNode pod) {
    if (!Pods.node(pod).isEmpty()) {
      return Pods.node(pod);
    }
    return pod.path("spec")
        .path("affinity")
        .path("nodeAffinity")
        .path(REQUIRED)
        .path("nodeSelectorTerms")
        .path(0)
        .path("matchFields")
        .path(0)
        .path("values")
        .path(0)
        .asText("");
  }

  static int maxUnavailable(ObjectNode set, int nodes) {
    JsonNode value = rolling(set).path("maxUnavailable");
    return Math.max(IntOrPercent.of(value, nodes, true, 1), maxSurge(set, nodes) > 0 ? 0 : 1);
  }

  static int maxSurge(ObjectNode set, int nodes) {
    return IntOrPercent.of(rolling(set).path("maxSurge"), nodes, true, 0);
  }

  private static JsonNode rolling(ObjectNode set) {
    return set.path("spec").path("updateStrategy").path("rollingUpdate");
  }
}
