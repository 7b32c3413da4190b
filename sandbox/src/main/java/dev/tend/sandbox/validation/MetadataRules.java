package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Metadata of every kind. */
final class MetadataRules {
  private static final int MOST_ANNOTATION_BYTES = 256 * 1024;
  private static final int LONGEST_CRON_JOB_NAME = 52;

  private static final Set<String> NAMED_AS_LABELS = Set.of("/Namespace");
  private static final Set<String> NAMED_AS_PATHS =
      Set.of(
          "rbac.authorization.k8s.io/Role",
          "rbac.authorization.k8s.io/ClusterRole",
          "rbac.authorization.k8s.io/RoleBinding",
          "rbac.authorization.k8s.io/ClusterRoleBinding");

  private MetadataRules() {}

  static void check(@Nullable ObjectNode live, ObjectNode object, Violations violations) {
    JsonNode metadata = object.path("metadata");
    if (live == null) {
      name(object, metadata.path("name"), violations);
    }
    Texts.labels("metadata.labels", metadata.path("labels"), violations);
    annotations("metadata.annotations", metadata.path("annotations"), violations);
    owners(metadata.path("ownerReferences"), violations);
    finalizers(live, object, violations);
  }

  private static void name(ObjectNode object, JsonNode name, Violations violations) {
    String field = "metadata.name";
    if (name.asText("").isEmpty()) {
      violations.required(field, "name or generateName is required");
      return;
    }
    GroupKind kind = GroupKind.of(Meta.id(object));
    String key = kind.group() + "/" + kind.kind();
    if (key.equals("/Service")) {
      Texts.dns1035Label(field, name, violations);
    } else if (NAMED_AS_LABELS.contains(key)) {
      Texts.dnsLabel(field, name, violations);
    } else if (NAMED_AS_PATHS.contains(key)) {
      Texts.pathSegment(field, name, violations);
    } else {
      Texts.dnsSubdomain(field, name, violations);
    }
    if (key.equals("batch/CronJob") && name.asText().length() > LONGEST_CRON_JOB_NAME) {
      violations.invalid(field, name, "must be no more than 52 characters");
    }
  }

  static void annotations(String field, JsonNode annotations, Violations violations) {
    long size = 0;
    for (var entry : annotations.properties()) {
      Texts.qualifiedName(entry.getKey().toLowerCase(java.util.Locale.ROOT))
          .ifPresent(why -> violations.invalid(field, entry.getKey(), why));
      size += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
      size += entry.getValue().asText().getBytes(StandardCharsets.UTF_8).length;
    }
    if (size > MOST_ANNOTATION_BYTES) {
      violations.tooLong(field, MOST_ANNOTATION_BYTES);
    }
  }

  private static void owners(JsonNode owners, Violations violations) {
    int controllers = 0;
    for (int i = 0; i < owners.size(); i++) {
      JsonNode owner = owners.get(i);
      String field = "metadata.ownerReferences[%d]".formatted(i);
      for (String part : List.of("apiVersion", "kind", "name", "uid")) {
        if (owner.path(part).asText("").isEmpty()) {
          String what = part.equals("apiVersion") ? "version" : part;
          violations.invalid(
              field + "." + part, owner.path(part).asText(""), what + " must not be empty");
        }
      }
      controllers += owner.path("controller").asBoolean() ? 1 : 0;
    }
    if (controllers > 1) {
      violations.invalid(
          "metadata.ownerReferences",
          owners,
          "Only one reference can have Controller set to true.");
    }
  }

  private static void finalizers(
      @Nullable ObjectNode live, ObjectNode object, Violations violations) {
    List<String> finalizers = Meta.finalizers(object);
    for (String finalizer : finalizers) {
      Texts.qualifiedName(finalizer)
          .ifPresent(why -> violations.invalid("metadata.finalizers", finalizer, why));
    }
    if (live != null && Meta.isBeingDeleted(live)) {
      List<String> added = new ArrayList<>(finalizers);
      added.removeAll(Meta.finalizers(live));
      if (!added.isEmpty()) {
        violations.forbidden(
            "metadata.finalizers",
            "no new finalizers can be added if the object is being deleted, found new finalizers"
                + " []string{\"%s\"}".formatted(String.join("\", \"", added)));
      }
    }
  }
}
