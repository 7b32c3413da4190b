package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Selector;
import dev.tend.sandbox.store.ObjectApi;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The objects of a namespace that a selector means, found by its labels where it has any. */
final class Selected {
  private Selected() {}

  /** Of a {@code LabelSelector}. */
  static List<ObjectNode> by(
      ObjectApi api, String group, String kind, String namespace, JsonNode selector) {
    return candidates(api, group, kind, namespace, selector.path("matchLabels")).stream()
        .filter(object -> Selector.matches(selector, object.path("metadata").path("labels")))
        .toList();
  }

  /** Of a plain map of labels. */
  static List<ObjectNode> byMap(
      ObjectApi api, String group, String kind, String namespace, JsonNode labels) {
    return candidates(api, group, kind, namespace, labels);
  }

  private static List<ObjectNode> candidates(
      ObjectApi api, String group, String kind, String namespace, JsonNode labels) {
    Map<String, String> wanted = new TreeMap<>();
    labels.properties().forEach(label -> wanted.put(label.getKey(), label.getValue().asText()));
    return wanted.isEmpty()
        ? api.list(group, kind, namespace)
        : api.labelled(group, kind, namespace, wanted);
  }
}
