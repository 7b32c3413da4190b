package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;

/** Labels by which pods of one revision, or of one tenant, know each other. */
final class LabelKeys {
  private LabelKeys() {}

  /** Keys that the pod itself lacks say nothing. */
  static boolean same(JsonNode keys, JsonNode own, JsonNode other) {
    return keys.valueStream()
        .map(JsonNode::asText)
        .filter(own::has)
        .allMatch(key -> own.path(key).equals(other.path(key)));
  }

  static boolean different(JsonNode keys, JsonNode own, JsonNode other) {
    return keys.valueStream()
        .map(JsonNode::asText)
        .filter(own::has)
        .noneMatch(key -> own.path(key).equals(other.path(key)));
  }
}
