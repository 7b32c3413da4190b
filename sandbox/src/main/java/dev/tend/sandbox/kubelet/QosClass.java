package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** How much of what it asks for a pod is promised. */
final class QosClass {
  private QosClass() {}

  static String of(JsonNode podSpec) {
    List<JsonNode> containers = new ArrayList<>();
    podSpec.path("containers").forEach(containers::add);
    podSpec.path("initContainers").forEach(containers::add);
    boolean none = true;
    boolean all = true;
    for (JsonNode container : containers) {
      JsonNode limits = container.path("resources").path("limits");
      JsonNode requests = container.path("resources").path("requests");
      for (String resource : List.of("cpu", "memory")) {
        JsonNode limit = limits.path(resource);
        JsonNode request = requests.path(resource);
        none &= limit.isMissingNode() && request.isMissingNode();
        all &=
            !limit.isMissingNode()
                && (request.isMissingNode() || request.asText().equals(limit.asText()));
      }
    }
    return none ? "BestEffort" : all ? "Guaranteed" : "Burstable";
  }
}
