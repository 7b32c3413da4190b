package dev.tend.sandbox.warnings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labels of nodes that have other names now. */
final class NodeLabels {
  private static final Map<String, String> OLD =
      Map.of(
          "beta.kubernetes.io/arch",
          "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
          "beta.kubernetes.io/os",
          "deprecated since v1.14; use \"kubernetes.io/os\" instead",
          "failure-domain.beta.kubernetes.io/region",
          "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
          "failure-domain.beta.kubernetes.io/zone",
          "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
          "beta.kubernetes.io/instance-type",
          "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead",
          "app.kubernetes.io/created-by",
          "deprecated since v1.9",
          "scheduler.alpha.kubernetes.io/preferAvoidPods",
          "deprecated since v1.22; use Taints and Tolerations instead",
          "node-role.kubernetes.io/master",
          "use \"node-role.kubernetes.io/control-plane\" instead");

  private NodeLabels() {}

  static Optional<String> replacement(String label) {
    return Optional.ofNullable(OLD.get(label));
  }

  /** What is wrong with a term of a node selector that stands at a path. */
  static void inTerm(JsonNode term, String path, List<String> warnings) {
    for (int i = 0; i < term.path("matchExpressions").size(); i++) {
      String key = term.path("matchExpressions").get(i).path("key").asText();
      String at = "%s.matchExpressions[%d].key".formatted(path, i);
      replacement(key).ifPresent(why -> warnings.add("%s: %s is %s".formatted(at, key, why)));
    }
  }
}
