package dev.tend.sandbox.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
 */
record Operation(String method, String action, GroupVersionKind gvk, String id) {
  private static final List<String> PATCH_TYPES =
      List.of(
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json",
          "application/apply-patch+yaml",
          "application/apply-patch+cbor");

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

  /**
   * @param third whether it is for version 3 of OpenAPI, else for version 2
   */
  void addTo(ObjectNode path, boolean third) {
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
      parameter(parameters, "dryRun", "string", third);
      parameter(parameters, "fieldManager", "string", third);
      parameter(parameters, "fieldValidation", "string", third);
    }
    if (action.equals("patch")) {
      parameter(parameters, "force", "boolean", third);
      if (third) {
        ObjectNode content = operation.putObject("requestBody").putObject("content");
        PATCH_TYPES.forEach(content::putObject);
      } else {
        ArrayNode consumes = operation.putArray("consumes");
        PATCH_TYPES.forEach(consumes::add);
      }
    }
    operation.putObject("responses").putObject("200").put("description", "OK");
  }

  private static void parameter(ArrayNode parameters, String name, String type, boolean third) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
    if (third) {
      parameter.set("schema", JsonNodeFactory.instance.objectNode().put("type", type));
    } else {
      parameter.put("type", type);
    }
  }
}
