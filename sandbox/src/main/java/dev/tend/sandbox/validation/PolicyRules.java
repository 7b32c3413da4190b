package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ingresses, autoscalers, budgets, roles: what rules over other objects. */
final class PolicyRules {
  private static final Map<String, Integer> SYSTEM_PRIORITIES =
      Map.of("system-node-critical", 2_000_001_000, "system-cluster-critical", 2_000_000_000);

  private PolicyRules() {}

  static void ingress(ObjectNode ingress, Violations violations) {
    JsonNode spec = ingress.path("spec");
    if (spec.path("rules").isEmpty() && !spec.path("defaultBackend").isObject()) {
      violations.invalid("spec", spec, "either `defaultBackend` or `rules` must be specified");
    }
    if (spec.path("defaultBackend").isObject()) {
      backend("spec.defaultBackend", spec.path("defaultBackend"), violations);
    }
    JsonNode rules = spec.path("rules");
    for (int i = 0; i < rules.size(); i++) {
      JsonNode http = rules.get(i).path("http");
      String field = "spec.rules[%d].http.paths".formatted(i);
      JsonNode paths = http.path("paths");
      if (http.isObject() && paths.isEmpty()) {
        violations.required(field);
      }
      for (int j = 0; j < paths.size(); j++) {
        path("%s[%d]".formatted(field, j), paths.get(j), violations);
      }
    }
  }

  private static void path(String field, JsonNode path, Violations violations) {
    String type = path.path("pathType").asText("");
    if (type.isEmpty()) {
      violations.required(field + ".pathType", "pathType must be specified");
    } else if (!type.equals("ImplementationSpecific")
        && !path.path("path").asText("").startsWith("/")) {
      violations.invalid(field + ".path", path.path("path").asText(""), "must be an absolute path");
    }
    backend(field + ".backend", path.path("backend"), violations);
  }

  private static void backend(String field, JsonNode backend, Violations violations) {
    JsonNode service = backend.path("service");
    if (!service.isObject()) {
      if (backend.isObject() && !backend.path("resource").isObject()) {
        violations.required(field, "name or resource is required");
      }
      return;
    }
    JsonNode port = service.path("port");
    if (port.path("name").asText("").isEmpty() && port.path("number").asInt() == 0) {
      violations.required(field, "port name or number is required");
    }
  }

  static void autoscaler(ObjectNode autoscaler, Violations violations) {
    JsonNode spec = autoscaler.path("spec");
    JsonNode most = spec.path("maxReplicas");
    if (most.isInt() && most.asInt() < 1) {
      violations.invalid("spec.maxReplicas", most, "must be greater than 0");
    }
    if (spec.path("minReplicas").asInt(1) < 1) {
      violations.invalid(
          "spec.minReplicas", spec.path("minReplicas"), "must be greater than or equal to 1");
    }
    if (most.isInt() && most.asInt() < spec.path("minReplicas").asInt(1)) {
      violations.invalid(
          "spec.maxReplicas", most, "must be greater than or equal to `minReplicas`");
    }
  }

  static void disruptionBudget(ObjectNode budget, Violations violations) {
    JsonNode spec = budget.path("spec");
    if (spec.hasNonNull("minAvailable") && spec.hasNonNull("maxUnavailable")) {
      violations.invalid("spec", spec, "minAvailable and maxUnavailable cannot be both set");
    }
    WorkloadRules.countOrPercent("spec.minAvailable", spec.path("minAvailable"), violations);
    WorkloadRules.countOrPercent("spec.maxUnavailable", spec.path("maxUnavailable"), violations);
  }

  static void role(ObjectNode role, Violations violations) {
    JsonNode rules = role.path("rules");
    for (int i = 0; i < rules.size(); i++) {
      JsonNode rule = rules.get(i);
      String field = "rules[%d]".formatted(i);
      if (rule.path("verbs").isEmpty()) {
        violations.required(field + ".verbs", "verbs must contain at least one value");
      }
      if (!rule.path("nonResourceURLs").isEmpty()) {
        continue;
      }
      if (rule.path("apiGroups").isEmpty()) {
        violations.required(
            field + ".apiGroups", "resource rules must supply at least one api group");
      }
      if (rule.path("resources").isEmpty()) {
        violations.required(
            field + ".resources", "resource rules must supply at least one resource");
      }
    }
  }

  static void roleBinding(@Nullable ObjectNode live, ObjectNode binding, Violations violations) {
    if (live != null && !live.path("roleRef").equals(binding.path("roleRef"))) {
      violations.invalid("roleRef", binding.path("roleRef"), "cannot change roleRef");
    }
    JsonNode subjects = binding.path("subjects");
    for (int i = 0; i < subjects.size(); i++) {
      JsonNode subject = subjects.get(i);
      String field = "subjects[%d]".formatted(i);
      boolean account = subject.path("kind").asText().equals("ServiceAccount");
      if (account
          && subject.path("namespace").asText("").isEmpty()
          && !binding.path("kind").asText().equals("RoleBinding")) {
        violations.required(field + ".namespace");
      }
    }
  }

  static void priorityClass(@Nullable ObjectNode live, ObjectNode wanted, Violations violations) {
    if (live != null && !live.path("value").equals(wanted.path("value"))) {
      violations.forbidden("value", "may not be changed in an update.");
    }
    String name = wanted.path("metadata").path("name").asText();
    boolean system = name.startsWith("system-");
    Integer known = SYSTEM_PRIORITIES.get(name);
    if (system && (known == null || known != wanted.path("value").asInt())) {
      violations.forbidden(
          "metadata.name",
          "priority class names with 'system-' prefix are reserved for system use only. error: "
              + (known == null
                  ? name + " is not a known system priority class"
                  : "value of %s PriorityClass must be %d".formatted(name, known)));
    }
    if (!system && wanted.path("value").asLong() > 1_000_000_000L) {
      violations.forbidden(
          "value", "maximum allowed value of a user defined priority is 1000000000");
    }
  }
}
