package dev.tend.sandbox.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.ResourceType;
import java.util.List;

/** The operations on a type, in the form that both versions of OpenAPI share. */
final class Paths {
  private static final List<String> PATCH_TYPES =
      List.of(
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json",
          "application/apply-patch+yaml");

  private final boolean third;

  /**
   * @param third whether it is for version 3, else for version 2
   */
  Paths(boolean third) {
    this.third = third;
  }

  void add(ObjectNode paths, ResourceType type) {
    String root =
        type.gvk().group().isEmpty()
            ? "/api/" + type.gvk().version()
            : "/apis/" + type.gvk().apiVersion();
    String scope = type.namespaced() ? root + "/namespaces/{namespace}/" : root + "/";
    String collection = scope + type.plural();
    ObjectNode list = paths.putObject(collection);
    if (type.verbs().contains("list")) {
      operation(list, "get", "list", type);
    }
    if (type.verbs().contains("create")) {
      operation(list, "post", "post", type);
    }
    if (type.verbs().contains("deletecollection")) {
      operation(list, "delete", "deletecollection", type);
    }
    if (!type.verbs().contains("get")) {
      return;
    }
    one(paths.putObject(collection + "/{name}"), type);
    if (type.has("status")) {
      ObjectNode status = paths.putObject(collection + "/{name}/status");
      operation(status, "get", "get", type);
      operation(status, "patch", "patch", type);
      operation(status, "put", "put", type);
    }
    if (type.namespaced()) {
      operation(paths.putObject(root + "/" + type.plural()), "get", "list", type);
    }
  }

  private void one(ObjectNode path, ResourceType type) {
    operation(path, "get", "get", type);
    if (type.verbs().contains("update")) {
      operation(path, "put", "put", type);
    }
    if (type.verbs().contains("patch")) {
      operation(path, "patch", "patch", type);
    }
    if (type.verbs().contains("delete")) {
      operation(path, "delete", "delete", type);
    }
  }

  private void operation(ObjectNode path, String method, String action, ResourceType type) {
    ObjectNode operation = path.putObject(method);
    operation.put("x-kubernetes-action", action);
    operation
        .putObject("x-kubernetes-group-version-kind")
        .put("group", type.gvk().group())
        .put("version", type.gvk().version())
        .put("kind", type.gvk().kind());
    boolean writes = method.equals("post") || method.equals("put") || method.equals("patch");
    ArrayNode parameters = operation.putArray("parameters");
    if (writes) {
      parameter(parameters, "dryRun", "string");
      parameter(parameters, "fieldManager", "string");
      parameter(parameters, "fieldValidation", "string");
    }
    if (method.equals("patch")) {
      parameter(parameters, "force", "boolean");
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

  private void parameter(ArrayNode parameters, String name, String type) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
    if (third) {
      parameter.set("schema", JsonNodeFactory.instance.objectNode().put("type", type));
    } else {
      parameter.put("type", type);
    }
  }
}
