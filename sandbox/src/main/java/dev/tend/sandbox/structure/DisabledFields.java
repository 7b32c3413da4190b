package dev.tend.sandbox.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.KubernetesVersion;
import java.util.List;

/** Fields that a server of this version knows, but drops: what they are for isn't switched on. */
public final class DisabledFields {
  private static final List<String> TEMPLATES =
      List.of("/spec", "/spec/template/spec", "/spec/jobTemplate/spec/template/spec");
  private static final KubernetesVersion SIDECARS_SINCE = KubernetesVersion.parse("1.29");
  private static final KubernetesVersion RESTART_RULES_SINCE = KubernetesVersion.parse("1.35");

  /** What a name outside has no use for. */
  private static final List<String> RETYPED =
      List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy");

  private final KubernetesVersion version;
  private final GatedFields gated;

  public DisabledFields(KubernetesVersion version) {
    this.version = version;
    this.gated = GatedFields.of(version);
  }

  public void drop(ObjectNode object) {
    gated.drop(object);
    if (object.path("kind").asText().equals("PersistentVolumeClaim")) {
      claim(object.path("spec"));
    }
    for (String path : TEMPLATES) {
      for (JsonNode container : object.at(path).path("initContainers")) {
        boolean sidecar = container.path("restartPolicy").asText("").equals("Always");
        if (version.compareTo(sidecar ? SIDECARS_SINCE : RESTART_RULES_SINCE) < 0) {
          remove(container, "restartPolicy");
        }
      }
    }
  }

  /**
   * What a service had of its old type and nobody named again goes with it; its first address
   * follows the one that was written.
   */
  public static void retype(ObjectNode live, ObjectNode service) {
    JsonNode before = live.path("spec");
    JsonNode spec = service.path("spec");
    boolean moved = !spec.path("clusterIP").equals(before.path("clusterIP"));
    if (moved
        && spec.path("clusterIP").isTextual()
        && spec.path("clusterIPs").equals(before.path("clusterIPs"))
        && spec.path("clusterIPs").deepCopy() instanceof ArrayNode all
        && spec instanceof ObjectNode object
        && !all.isEmpty()) {
      all.set(0, spec.path("clusterIP"));
      object.set("clusterIPs", all);
    }
    boolean external = spec.path("type").asText().equals("ExternalName");
    if (!external || before.path("type").asText().equals("ExternalName")) {
      return;
    }
    for (String name : RETYPED) {
      if (spec.path(name).equals(before.path(name))) {
        remove(spec, name);
      }
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
}
