package dev.tend.sandbox.quota;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Which pods a scope of a quota is about. */
final class PodScopes {
  private static final List<String> TERMS =
      List.of(
          "requiredDuringSchedulingIgnoredDuringExecution",
          "preferredDuringSchedulingIgnoredDuringExecution");

  private PodScopes() {}

  static boolean matches(JsonNode pod, JsonNode scope) {
    JsonNode spec = pod.path("spec");
    return switch (scope.path("scopeName").asText()) {
      case "Terminating" -> isTerminating(spec);
      case "NotTerminating" -> !isTerminating(spec);
      case "BestEffort" -> isBestEffort(pod);
      case "NotBestEffort" -> !isBestEffort(pod);
      case "PriorityClass" -> hasPriority(spec.path("priorityClassName").asText(""), scope);
      case "CrossNamespacePodAffinity" -> looksAcross(spec.path("affinity"));
      default -> false;
    };
  }

  static boolean isTerminating(JsonNode spec) {
    return spec.hasNonNull("activeDeadlineSeconds")
        && spec.path("activeDeadlineSeconds").asLong() >= 0;
  }

  private static boolean isBestEffort(JsonNode pod) {
    return pod.path("status").path("qosClass").asText().equals("BestEffort");
  }

  private static boolean hasPriority(String name, JsonNode scope) {
    boolean listed = false;
    for (JsonNode value : scope.path("values")) {
      listed |= value.asText().equals(name);
    }
    return switch (scope.path("operator").asText("Exists")) {
      case "In" -> !name.isEmpty() && listed;
      case "NotIn" -> !listed;
      case "DoesNotExist" -> name.isEmpty();
      default -> !name.isEmpty();
    };
  }

  private static boolean looksAcross(JsonNode affinity) {
    for (String kind : List.of("podAffinity", "podAntiAffinity")) {
      for (String terms : TERMS) {
        for (JsonNode item : affinity.path(kind).path(terms)) {
          JsonNode term =
              item.path("podAffinityTerm").isObject() ? item.get("podAffinityTerm") : item;
          if (!term.path("namespaces").isEmpty() || term.hasNonNull("namespaceSelector")) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
