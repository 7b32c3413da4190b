package dev.tend.sandbox.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Fields that a server of this version knows, but drops: what they are for isn't switched on. */
public final class DisabledFields {
  private static final List<String> TEMPLATES =
      List.of("/spec", "/spec/template/spec", "/spec/jobTemplate/spec/template/spec");

  private DisabledFields() {}

  public static void drop(ObjectNode object) {
    switch (object.path("kind").asText()) {
      case "Lease" -> remove(object.path("spec"), "strategy", "preferredHolder");
      case "CSIDriver" -> remove(object.path("spec"), "nodeAllocatableUpdatePeriodSeconds");
      case "StatefulSet" -> {
        remove(object.at("/spec/updateStrategy/rollingUpdate"), "maxUnavailable");
        containers(object);
      }
      case "PersistentVolumeClaim" -> claim(object.path("spec"));
      default -> containers(object);
    }
  }

  private static void remove(JsonNode node, String... names) {
    if (node instanceof ObjectNode object) {
      object.remove(List.of(names));
    }
  }

  /** A source that is neither a claim nor a snapshot counts for nothing. */
  private static void claim(JsonNode spec) {
    JsonNode source = spec.path("dataSource");
    String group = source.path("apiGroup").asText("");
    String kind = source.path("kind").asText("");
    boolean claim = group.isEmpty() && kind.equals("PersistentVolumeClaim");
    boolean snapshot = group.equals("snapshot.storage.k8s.io") && kind.equals("VolumeSnapshot");
    if (source.isObject() && !claim && !snapshot) {
      remove(spec, "dataSource");
    }
  }

  private static void containers(ObjectNode object) {
    for (String path : TEMPLATES) {
      JsonNode spec = object.at(path);
      remove(spec, "hostnameOverride");
      spec.path("volumes").forEach(volume -> remove(volume, "image"));
      for (JsonNode container : spec.path("containers")) {
        remove(container, "restartPolicy", "restartPolicyRules");
        remove(container.path("lifecycle"), "stopSignal");
      }
      for (JsonNode container : spec.path("initContainers")) {
        if (!container.path("restartPolicy").asText("").equals("Always")) {
          remove(container, "restartPolicy", "restartPolicyRules");
        }
        remove(container.path("lifecycle"), "stopSignal");
      }
    }
  }
}
