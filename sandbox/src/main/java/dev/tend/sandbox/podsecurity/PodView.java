package dev.tend.sandbox.podsecurity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A pod, or what will be one.
 *
 * @param metadata may be missing
 */
record PodView(JsonNode metadata, JsonNode spec) {
  /** Init containers, containers, ephemeral ones. */
  List<JsonNode> containers() {
    List<JsonNode> containers = new ArrayList<>();
    for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
      spec.path(list).forEach(containers::add);
    }
    return containers;
  }

  /** Names of the containers of which something is so. */
  List<String> containersWhere(Predicate<JsonNode> what) {
    return containers().stream().filter(what).map(one -> one.path("name").asText()).toList();
  }

  JsonNode security() {
    return spec.path("securityContext");
  }

  static JsonNode security(JsonNode container) {
    return container.path("securityContext");
  }

  boolean isOfWindows() {
    return spec.path("os").path("name").asText().equals("windows");
  }
}
