package dev.tend.schema.defaults;

import static dev.tend.schema.defaults.Absent.items;
import static dev.tend.schema.defaults.Absent.object;
import static dev.tend.schema.defaults.Absent.put;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who may do what, and who is asked before it is done. */
final class AccessDefaults {
  private static final String RBAC = "rbac.authorization.k8s.io";

  private AccessDefaults() {}

  /** A role without rules shows that it has none. */
  static void role(ObjectNode role) {
    if (role.path("rules").isEmpty()) {
      role.putNull("rules");
    }
  }

  static void roleBinding(ObjectNode binding) {
    put(object(binding, "roleRef"), "apiGroup", RBAC);
    for (ObjectNode subject : items(binding, "subjects")) {
      String kind = subject.path("kind").asText();
      if (kind.equals("User") || kind.equals("Group")) {
        put(subject, "apiGroup", RBAC);
      }
    }
  }

  static void mutatingWebhooks(ObjectNode configuration) {
    for (ObjectNode webhook : items(configuration, "webhooks")) {
      webhook(webhook);
      put(webhook, "reinvocationPolicy", "Never");
    }
  }

  static void validatingWebhooks(ObjectNode configuration) {
    items(configuration, "webhooks").forEach(AccessDefaults::webhook);
  }

  private static void webhook(ObjectNode webhook) {
    put(webhook, "failurePolicy", "Fail");
    put(webhook, "matchPolicy", "Equivalent");
    put(webhook, "timeoutSeconds", 10);
    object(webhook, "namespaceSelector");
    object(webhook, "objectSelector");
    items(webhook, "rules").forEach(rule -> put(rule, "scope", "*"));
    if (webhook.path("clientConfig").path("service") instanceof ObjectNode service) {
      put(service, "port", 443);
    }
  }

  static void admissionPolicy(ObjectNode policy) {
    object(policy, "status");
    ObjectNode spec = object(policy, "spec");
    put(spec, "failurePolicy", "Fail");
    if (spec.get("matchConstraints") instanceof ObjectNode constraints) {
      matchResources(constraints);
    }
  }

  static void admissionPolicyBinding(ObjectNode binding) {
    if (binding.path("spec").path("matchResources") instanceof ObjectNode resources) {
      matchResources(resources);
    }
  }

  private static void matchResources(ObjectNode resources) {
    put(resources, "matchPolicy", "Equivalent");
    object(resources, "namespaceSelector");
    object(resources, "objectSelector");
    items(resources, "resourceRules").forEach(rule -> put(rule, "scope", "*"));
    items(resources, "excludeResourceRules").forEach(rule -> put(rule, "scope", "*"));
  }

  static void apiService(ObjectNode apiService) {
    if (apiService.path("spec").path("service") instanceof ObjectNode service) {
      put(service, "port", 443);
    }
  }
}
