package dev.tend.sandbox.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.KubernetesVersion;
import java.util.List;

/** Fields that a server of this version knows, but drops: what they are for isn't switched on. */
public final class DisabledFields {
  private static final List<String> TEMPLATES =
      List.of("/spec", "/spec/template/spec", "/spec/jobTemplate/spec/template/spec");
  private static final KubernetesVersion SIDECARS_SINCE = KubernetesVersion.parse("1.29");
  private static final KubernetesVersion RESTART_RULES_SINCE = KubernetesVersion.parse("1.35");

  private final KubernetesVersion version;
  private final GatedFields gated;

  public DisabledFields(KubernetesVersion version) {
    this.version = version;
    this.gated = GatedFields.of(version);
  }

  public void drop(ObjectNode object) {
    gated.drop(object);
    for (String path : TEMPLATES) {
      for (JsonNode container : object.at(path).path("initContainers")) {
        boolean sidecar = container.path("restartPolicy").asText("").equals("Always");
        if (version.compareTo(sidecar ? SIDECARS_SINCE : RESTART_RULES_SINCE) < 0) {
          remove(container, "restartPolicy");
        }
      }
    }
  }

  private static void remove(JsonNode node, String... names) {
    if (node instanceof ObjectNode object) {
      object.remove(List.of(names));
    }
  }
}
