package dev.tend.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Writes the operations of a path as version 3 of OpenAPI has them. */
final class ThirdForm {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final List<String> PATCHES =
      List.of(
          "application/apply-patch+yaml",
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json");
  private static final String JSON = "application/json";
  private static final String YAML = "application/yaml";
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
  private static final String WATCHED = ";stream=watch";

  /** Kinds whose deletion answers with the object. */
  private static final Set<String> ANSWERED =
      Set.of(
          "CSIDriver",
          "CSINode",
          "DeviceClass",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "Pod",
          "PodTemplate",
          "ResourceClaim",
          "ResourceClaimTemplate",
          "ResourceQuota",
          "ResourceSlice",
          "Service",
          "ServiceAccount",
          "StorageClass",
          "VolumeAttachment",
          "VolumeAttributesClass");

  private final Function<GroupVersionKind, String> definitions;
  private final Parameters parameters = Parameters.load();

  /**
   * @param definitions the name of a kind's definition
   */
  ThirdForm(Function<GroupVersionKind, String> definitions) {
    this.definitions = definitions;
  }

  /** The item of a path; what all its operations take stands beside them. */
  ObjectNode item(String path, List<Operation> operations) {
    List<List<ObjectNode>> taken = new ArrayList<>();
    operations.forEach(operation -> taken.add(parameters.of(path, operation)));
    List<ObjectNode> shared = new ArrayList<>(taken.isEmpty() ? List.of() : taken.getFirst());
    taken.forEach(shared::retainAll);
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < operations.size(); i++) {
      List<ObjectNode> own = new ArrayList<>(taken.get(i));
      own.removeAll(shared);
      write(operations.get(i), own, item.putObject(operations.get(i).method()));
    }
    if (!shared.isEmpty()) {
      item.putArray("parameters").addAll(shared);
    }
    return item;
  }

  private void write(Operation operation, List<ObjectNode> own, ObjectNode out) {
    out.putArray("tags").add(operation.tag());
    out.put("description", Wordings.of(operation)).put("operationId", operation.id());
    if (!own.isEmpty()) {
      out.putArray("parameters").addAll(own);
    }
    body(operation, out);
    responses(operation, out.putObject("responses"));
    GroupVersionKind gvk = operation.gvk();
    if (!operation.action().isEmpty()) {
      out.put("x-kubernetes-action", operation.action());
      out.putObject("x-kubernetes-group-version-kind")
          .put("group", gvk.group())
          .put("version", gvk.version())
          .put("kind", gvk.kind());
    }
  }

  private void body(Operation operation, ObjectNode out) {
    boolean custom = operation.custom();
    switch (operation.action()) {
      case "post", "put" -> {
        ObjectNode body = out.putObject("requestBody");
        List<String> types = custom ? List.of(JSON, YAML) : List.of("*/*");
        content(body, types, definitions.apply(operation.gvk()));
        body.put("required", true);
      }
      case "patch" -> {
        ObjectNode body = out.putObject("requestBody");
        List<String> types = custom ? PATCHES.subList(0, PATCHES.size() - 1) : PATCHES;
        content(body, types, META + "Patch");
        body.put("required", true);
      }
      case "delete", "deletecollection" ->
          content(
              out.putObject("requestBody"),
              custom ? List.of(JSON, YAML) : List.of("*/*"),
              META + "DeleteOptions");
      default -> {}
    }
  }

  private void responses(Operation operation, ObjectNode responses) {
    String own = definitions.apply(operation.gvk());
    List<String> plain = operation.custom() ? List.of(JSON, YAML) : List.of(JSON, PROTOBUF, YAML);
    switch (operation.action()) {
      case "connect" -> text(ok(responses), List.of("*/*"));
      case "list" ->
          content(
              ok(responses),
              operation.custom()
                  ? plain
                  : List.of(JSON, JSON + WATCHED, PROTOBUF, PROTOBUF + WATCHED, YAML),
              own + "List");
      case "watch", "watchlist" ->
          content(
              ok(responses),
              List.of(JSON, JSON + WATCHED, PROTOBUF, PROTOBUF + WATCHED, YAML),
              META + "WatchEvent");
      case "get" -> {
        if (operation.sub().equals("log")) {
          text(ok(responses), List.of(JSON, PROTOBUF, YAML, "text/plain"));
        } else {
          content(ok(responses), plain, own);
        }
      }
      case "post" -> each(responses, plain, own, "200", "201", "202");
      case "put", "patch" -> each(responses, plain, own, "200", "201");
      case "delete" -> {
        boolean answered = !operation.custom() && ANSWERED.contains(operation.gvk().kind());
        each(responses, plain, answered ? own : META + "Status", "200", "202");
      }
      case "deletecollection" -> each(responses, plain, META + "Status", "200");
      default -> plain(operation, responses);
    }
    responses.putObject("401").put("description", "Unauthorized");
  }

  private static void plain(Operation operation, ObjectNode responses) {
    List<String> types = List.of(JSON, PROTOBUF, YAML);
    switch (operation.id()) {
      case "getCoreAPIVersions" -> content(ok(responses), types, META + "APIVersions");
      case "getAPIVersions" -> content(ok(responses), types, META + "APIGroupList");
      case "getCodeVersion" ->
          content(ok(responses), List.of(JSON), "io.k8s.apimachinery.pkg.version.Info");
      case "getServiceAccountIssuerOpenIDConfiguration" -> text(ok(responses), List.of(JSON));
      case "getServiceAccountIssuerOpenIDKeyset" ->
          text(ok(responses), List.of("application/jwk-set+json"));
      default ->
          content(
              ok(responses),
              types,
              META + (operation.id().endsWith("APIGroup") ? "APIGroup" : "APIResourceList"));
    }
  }

  private static ObjectNode ok(ObjectNode responses) {
    return responses.putObject("200").put("description", "OK");
  }

  private static void each(
      ObjectNode responses, List<String> types, String definition, String... codes) {
    Map<String, String> meanings = new TreeMap<>();
    meanings.put("200", "OK");
    meanings.put("201", "Created");
    meanings.put("202", "Accepted");
    for (String code : codes) {
      ObjectNode response = responses.putObject(code);
      response.put("description", meanings.getOrDefault(code, ""));
      content(response, types, definition);
    }
  }

  private static void content(ObjectNode holder, List<String> types, String definition) {
    ObjectNode content = holder.putObject("content");
    for (String type : types) {
      content.putObject(type).putObject("schema").put("$ref", "#/components/schemas/" + definition);
    }
  }

  private static void text(ObjectNode holder, List<String> types) {
    ObjectNode content = holder.putObject("content");
    types.forEach(type -> content.putObject(type).putObject("schema").put("type", "string"));
  }

  /** The definitions that a document's paths refer to. */
  static Set<String> mentioned(JsonNode paths) {
    Set<String> names = new TreeSet<>();
    collect(paths, names);
    return names;
  }

  static void collect(JsonNode node, Set<String> names) {
    JsonNode ref = node.path("$ref");
    if (ref.isTextual()) {
      names.add(ref.asText().substring(ref.asText().lastIndexOf('/') + 1));
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(child -> collect(child, names));
    }
  }
}
