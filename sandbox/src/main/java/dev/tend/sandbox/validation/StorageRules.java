package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Quantity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Claims, volumes and classes. */
final class StorageRules {
  private StorageRules() {}

  static void claim(@Nullable ObjectNode live, ObjectNode claim, Violations violations) {
    JsonNode spec = claim.path("spec");
    if (live == null) {
      if (spec.path("accessModes").isEmpty()) {
        violations.required("spec.accessModes", "at least 1 access mode is required");
      }
      if (!spec.path("resources").path("requests").has("storage")) {
        violations.required("spec.resources[storage]");
      }
      return;
    }
    JsonNode before = live.path("spec");
    if (!fixed(before).equals(fixed(spec))) {
      violations.forbidden(
          "spec",
          "spec is immutable after creation except resources.requests and volumeAttributesClassName"
              + " for bound claims");
    }
    Optional<Quantity> old = storage(before);
    Optional<Quantity> wanted = storage(spec);
    if (old.isPresent() && wanted.isPresent() && wanted.get().compareTo(old.get()) < 0) {
      violations.forbidden(
          "spec.resources.requests.storage", "field can not be less than status.capacity");
    }
  }

  private static Optional<Quantity> storage(JsonNode spec) {
    return Quantity.parse(spec.path("resources").path("requests").path("storage").asText(""));
  }

  /** The spec without what may change; a claim is bound once. */
  private static JsonNode fixed(JsonNode spec) {
    if (!(spec.deepCopy() instanceof ObjectNode copy)) {
      return spec;
    }
    copy.remove(List.of("resources", "volumeAttributesClassName", "volumeName"));
    return copy;
  }

  static void volume(@Nullable ObjectNode live, ObjectNode volume, Violations violations) {
    JsonNode spec = volume.path("spec");
    if (live == null) {
      if (spec.path("accessModes").isEmpty()) {
        violations.required("spec.accessModes");
      }
      if (!spec.path("capacity").has("storage")) {
        violations.required("spec.capacity");
      }
    }
  }

  static void storageClass(@Nullable ObjectNode live, ObjectNode wanted, Violations violations) {
    if (live == null) {
      return;
    }
    for (String field : List.of("parameters", "provisioner")) {
      if (!live.path(field).equals(wanted.path(field))) {
        violations.forbidden(field, "updates to %s are forbidden.".formatted(field));
      }
    }
    if (!live.path("reclaimPolicy").equals(wanted.path("reclaimPolicy"))) {
      violations.forbidden("reclaimPolicy", "updates to reclaimPolicy are forbidden.");
    }
    if (!live.path("volumeBindingMode").equals(wanted.path("volumeBindingMode"))) {
      violations.invalid(
          "volumeBindingMode", wanted.path("volumeBindingMode"), "field is immutable");
    }
  }
}
