package dev.tend.sandbox.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request of a script.
 *
 * @param title says it in a few words, so that a recording can be read
 * @param path with {@code $name} for the object's name
 * @param body null for none
 */
record Step(
    String title,
    String method,
    String path,
    String contentType,
    Map<String, String> query,
    JsonNode body) {
  private static final String APPLY = "application/apply-patch+yaml";

  static Step apply(String manager, String path, JsonNode body) {
    return patch("apply as " + manager, APPLY, path, body).with("fieldManager", manager);
  }

  static Step create(String manager, String collection, JsonNode body) {
    return new Step("create as " + manager, "POST", collection, "application/json", Map.of(), body)
        .with("fieldManager", manager);
  }

  static Step replace(String manager, String path, JsonNode body) {
    return new Step("replace as " + manager, "PUT", path, "application/json", Map.of(), body)
        .with("fieldManager", manager);
  }

  static Step merge(String manager, String path, JsonNode body) {
    return patch("merge as " + manager, "application/merge-patch+json", path, body)
        .with("fieldManager", manager);
  }

  static Step strategic(String manager, String path, JsonNode body) {
    return patch(
            "strategic merge as " + manager, "application/strategic-merge-patch+json", path, body)
        .with("fieldManager", manager);
  }

  static Step json(String manager, String path, JsonNode body) {
    return patch("JSON patch as " + manager, "application/json-patch+json", path, body)
        .with("fieldManager", manager);
  }

  private static Step patch(String title, String contentType, String path, JsonNode body) {
    return new Step(title, "PATCH", path, contentType, Map.of(), body);
  }

  Step forced() {
    return new Step(title + " by force", method, path, contentType, query, body)
        .with("force", "true");
  }

  /** A replacement says which version it replaces. */
  Step at(String resourceVersion) {
    if (!method.equals("PUT")) {
      return this;
    }
    ObjectNode versioned = body.deepCopy();
    versioned.withObject("/metadata").put("resourceVersion", resourceVersion);
    return new Step(title, method, path, contentType, query, versioned);
  }

  Step with(String parameter, String value) {
    Map<String, String> more = new TreeMap<>(query);
    more.put(parameter, value);
    return new Step(title, method, path, contentType, more, body);
  }
}
