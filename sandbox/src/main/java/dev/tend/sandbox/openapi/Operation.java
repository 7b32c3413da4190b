package dev.tend.sandbox.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One method on a path.
 *
 * @param action what clients are told that it does; empty for nothing
 * @param gvk what it is about
 * @param id unique in its document
 * @param owner the kind whose path it is
 * @param sub of it; empty for the kind itself
 * @param custom whether a definition made the kind
 */
record Operation(
    String method,
    String action,
    GroupVersionKind gvk,
    String id,
    GroupVersionKind owner,
    String sub,
    boolean custom) {
  private static final List<String> PATCH_TYPES =
      List.of(
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json",
          "application/apply-patch+yaml",
          "application/apply-patch+cbor");
  private static final List<String> CUSTOM_PATCH_TYPES =
      List.of(
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/apply-patch+yaml");

  /** {@code rbac.authorization.k8s.io}, {@code v1}: {@code RbacAuthorizationV1}. */
  static String prefix(GroupVersionKind type) {
    String group = type.group().isEmpty() ? "core" : type.group().replaceAll("\\.k8s\\.io$", "");
    return Pattern.compile("[.-]")
            .splitAsStream(group)
            .map(Operation::capital)
            .collect(Collectors.joining())
        + capital(type.version());
  }

  static String capital(String word) {
    return word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** {@code batch_v1}. */
  static String tag(GroupVersionKind type) {
    String prefix = prefix(type);
    int end = prefix.length() - type.version().length();
    String group = prefix.substring(0, 1).toLowerCase(Locale.ROOT) + prefix.substring(1, end);
    return group + "_" + type.version();
  }

  /** What the document calls its part. */
  String tag() {
    return switch (id) {
      case "getCoreAPIVersions" -> "core";
      case "getAPIVersions" -> "apis";
      case "getCodeVersion" -> "version";
      case "getServiceAccountIssuerOpenIDConfiguration" -> "WellKnown";
      case "getServiceAccountIssuerOpenIDKeyset" -> "openid";
      default -> owner.version().isEmpty() ? tag(owner).replaceFirst("_$", "") : tag(owner);
    };
  }

  /** As version 2 of OpenAPI has it. */
  void addTo(ObjectNode path) {
    ObjectNode operation = path.putObject(method);
    operation.put("operationId", id);
    if (!action.isEmpty()) {
      operation.put("x-kubernetes-action", action);
      operation
          .putObject("x-kubernetes-group-version-kind")
          .put("group", gvk.group())
          .put("version", gvk.version())
          .put("kind", gvk.kind());
    }
    ArrayNode parameters = operation.putArray("parameters");
    if (action.equals("post") || action.equals("put") || action.equals("patch")) {
      parameter(parameters, "dryRun", "string");
      parameter(parameters, "fieldManager", "string");
      parameter(parameters, "fieldValidation", "string");
    }
    if (action.equals("patch")) {
      parameter(parameters, "force", "boolean");
      ArrayNode consumes = operation.putArray("consumes");
      (custom ? CUSTOM_PATCH_TYPES : PATCH_TYPES).forEach(consumes::add);
    }
    operation.putObject("responses").putObject("200").put("description", "OK");
  }

  private static void parameter(ArrayNode parameters, String name, String type) {
    parameters.addObject().put("name", name).put("in", "query").put("type", type);
  }
}
