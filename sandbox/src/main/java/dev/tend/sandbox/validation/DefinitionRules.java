package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Custom resource definitions. */
final class DefinitionRules {
  private DefinitionRules() {}

  static void check(@Nullable ObjectNode live, ObjectNode crd, Violations violations) {
    JsonNode spec = crd.path("spec");
    String plural = spec.path("names").path("plural").asText("");
    String group = spec.path("group").asText("");
    if (!crd.path("metadata").path("name").asText().equals(plural + "." + group)) {
      violations.invalid(
          "metadata.name",
          crd.path("metadata").path("name"),
          "must be spec.names.plural+\".\"+spec.group");
    }
    if (!group.contains(".")) {
      violations.invalid(
          "spec.group", spec.path("group"), "should be a domain with at least one dot");
    }
    JsonNode versions = spec.path("versions");
    int storage = 0;
    for (int i = 0; i < versions.size(); i++) {
      JsonNode version = versions.get(i);
      storage += version.path("storage").asBoolean() ? 1 : 0;
      String field = "spec.versions[%d].schema.openAPIV3Schema".formatted(i);
      JsonNode schema = version.path("schema").path("openAPIV3Schema");
      if (!schema.isObject()) {
        violations.required(field, "schemas are required");
      } else {
        structural(field, schema, true, violations);
      }
    }
    if (storage != 1) {
      violations.invalid(
          "spec.versions", versions, "must have exactly one version marked as storage version");
    }
    if (live != null) {
      unchanged(live, crd, violations);
    }
  }

  private static void unchanged(ObjectNode live, ObjectNode crd, Violations violations) {
    JsonNode before = live.path("spec");
    JsonNode after = crd.path("spec");
    for (String field : new String[] {"group", "scope"}) {
      if (!before.path(field).equals(after.path(field))) {
        violations.invalid("spec." + field, after.path(field), "field is immutable");
      }
    }
    for (String field : new String[] {"plural", "kind"}) {
      if (!before.path("names").path(field).equals(after.path("names").path(field))) {
        violations.invalid(
            "spec.names." + field, after.path("names").path(field), "field is immutable");
      }
    }
    for (JsonNode stored : crd.path("status").path("storedVersions")) {
      boolean there = false;
      for (JsonNode version : after.path("versions")) {
        there |= version.path("name").equals(stored);
      }
      if (!there) {
        violations.invalid(
            "status.storedVersions[0]",
            stored,
            "missing from spec.versions; %s was previously a storage version, and must remain in"
                    .formatted(stored.asText())
                + " spec.versions until a storage migration ensures no data remains persisted in"
                + " it and it is removed from status.storedVersions");
      }
    }
  }

  /** Every level says what type it is. */
  private static void structural(
      String field, JsonNode schema, boolean root, Violations violations) {
    String type = schema.path("type").asText("");
    boolean free =
        schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
            || schema.path("x-kubernetes-int-or-string").asBoolean();
    if (type.isEmpty() && !free) {
      violations.required(
          field + ".type",
          root ? "must not be empty at the root" : "must not be empty for specified object fields");
    } else if (root && !type.equals("object")) {
      violations.invalid(field + ".type", schema.path("type"), "must be object at the root");
    }
    for (var property : schema.path("properties").properties()) {
      boolean metadata =
          root && Set.of("metadata", "kind", "apiVersion").contains(property.getKey());
      if (!metadata) {
        structural(
            "%s.properties[%s]".formatted(field, property.getKey()),
            property.getValue(),
            false,
            violations);
      }
    }
    if (schema.path("items").isObject()) {
      structural(field + ".items", schema.path("items"), false, violations);
    } else if (type.equals("array")) {
      violations.required(field + ".items", "must be specified");
    }
    if (schema.path("additionalProperties").isObject()) {
      structural(
          field + ".additionalProperties", schema.path("additionalProperties"), false, violations);
    }
  }
}
