package dev.tend.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What holds a namespace up that is to go, as clients look for it. */
final class NamespaceConditions {
  private static final String TIME = "lastTransitionTime";

  private final SortedMap<String, Integer> resources = new TreeMap<>();
  private final SortedMap<String, Integer> finalizers = new TreeMap<>();

  /**
   * @param resource {@code deployments.apps}
   */
  void remains(String resource) {
    resources.merge(resource.contains(".") ? resource : resource + ".", 1, Integer::sum);
  }

  void holds(String finalizer) {
    finalizers.merge(finalizer, 1, Integer::sum);
  }

  boolean isEmpty() {
    return resources.isEmpty();
  }

  /** Writes all of them; those that say the same as before keep their times. */
  void write(ObjectNode namespace, String now) {
    JsonNode before = namespace.path("status").path("conditions");
    ArrayNode conditions = namespace.arrayNode();
    put(
        conditions,
        "NamespaceDeletionDiscoveryFailure",
        false,
        "ResourcesDiscovered",
        "All resources successfully discovered");
    put(
        conditions,
        "NamespaceDeletionGroupVersionParsingFailure",
        false,
        "ParsedGroupVersions",
        "All legacy kube types successfully parsed");
    put(
        conditions,
        "NamespaceDeletionContentFailure",
        false,
        "ContentDeleted",
        "All content successfully deleted, may be waiting on finalization");
    if (resources.isEmpty()) {
      put(
          conditions,
          "NamespaceContentRemaining",
          false,
          "ContentRemoved",
          "All content successfully removed");
    } else {
      put(
          conditions,
          "NamespaceContentRemaining",
          true,
          "SomeResourcesRemain",
          "Some resources are remaining: " + list(resources, " has "));
    }
    if (finalizers.isEmpty()) {
      put(
          conditions,
          "NamespaceFinalizersRemaining",
          false,
          "ContentHasNoFinalizers",
          "All content-preserving finalizers finished");
    } else {
      put(
          conditions,
          "NamespaceFinalizersRemaining",
          true,
          "SomeFinalizersRemain",
          "Some content in the namespace has finalizers remaining: " + list(finalizers, " in "));
    }
    conditions.forEach(
        condition -> ((ObjectNode) condition).put(TIME, time(before, condition, now)));
    namespace.withObject("/status").set("conditions", conditions);
  }

  private static String list(Map<String, Integer> counts, String between) {
    return counts.entrySet().stream()
        .map(one -> one.getKey() + between + one.getValue() + " resource instances")
        .collect(Collectors.joining(", "));
  }

  private static void put(
      ArrayNode conditions, String type, boolean status, String reason, String message) {
    conditions
        .addObject()
        .put("type", type)
        .put("status", status ? "True" : "False")
        .put("reason", reason)
        .put("message", message);
  }

  private static String time(JsonNode before, JsonNode condition, String now) {
    for (JsonNode old : before) {
      boolean same = old.path("type").equals(condition.path("type"));
      if (same && old.path("status").equals(condition.path("status"))) {
        return old.path(TIME).asText(now);
      }
    }
    return now;
  }
}
