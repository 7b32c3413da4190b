package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Finds the objects of one kind by who controls them, by their labels and by what they hold,
 * however many others there are. It is only touched under its storage's lock.
 */
final class ObjectIndex {
  private final Map<String, SortedMap<ResourceId, ObjectNode>> byController = new HashMap<>();
  private final Map<Label, SortedMap<ResourceId, ObjectNode>> byLabel = new HashMap<>();
  private final Map<String, SortedMap<ResourceId, ObjectNode>> byAllocation = new HashMap<>();

  private record Label(String namespace, String key, String value) {}

  void put(ResourceId id, ObjectNode object) {
    String controller = controller(object);
    if (!controller.isEmpty()) {
      add(byController, controller, id, object);
    }
    eachLabel(id, object, (label, one) -> add(byLabel, label, id, one));
    Allocations.of(object).forEach(value -> add(byAllocation, value, id, object));
  }

  void remove(ResourceId id, ObjectNode object) {
    String controller = controller(object);
    if (!controller.isEmpty()) {
      drop(byController, controller, id);
    }
    eachLabel(id, object, (label, one) -> drop(byLabel, label, id));
    Allocations.of(object).forEach(value -> drop(byAllocation, value, id));
  }

  List<ObjectNode> controlledBy(String uid) {
    SortedMap<ResourceId, ObjectNode> found = byController.get(uid);
    return found == null ? List.of() : List.copyOf(found.values());
  }

  List<ObjectNode> holding(String allocation) {
    SortedMap<ResourceId, ObjectNode> found = byAllocation.get(allocation);
    return found == null ? List.of() : List.copyOf(found.values());
  }

  /**
   * @param labels at least one
   */
  List<ObjectNode> labelled(String namespace, Map<String, String> labels) {
    SortedMap<ResourceId, ObjectNode> fewest = null;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      SortedMap<ResourceId, ObjectNode> found =
          byLabel.get(new Label(namespace, label.getKey(), label.getValue()));
      if (found == null) {
        return List.of();
      }
      if (fewest == null || found.size() < fewest.size()) {
        fewest = found;
      }
    }
    return fewest == null
        ? List.of()
        : fewest.values().stream().filter(object -> hasAll(object, labels)).toList();
  }

  private static boolean hasAll(ObjectNode object, Map<String, String> labels) {
    JsonNode present = object.path("metadata").path("labels");
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (!present.path(label.getKey()).asText("\0").equals(label.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static String controller(ObjectNode object) {
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      if (owner.path("controller").asBoolean(false)) {
        return owner.path("uid").asText();
      }
    }
    return "";
  }

  private static void eachLabel(
      ResourceId id, ObjectNode object, BiConsumer<Label, ObjectNode> what) {
    for (Map.Entry<String, JsonNode> label : object.path("metadata").path("labels").properties()) {
      what.accept(new Label(id.namespace(), label.getKey(), label.getValue().asText()), object);
    }
  }

  private static <K> void add(
      Map<K, SortedMap<ResourceId, ObjectNode>> index, K key, ResourceId id, ObjectNode object) {
    index.computeIfAbsent(key, none -> new TreeMap<>()).put(id, object);
  }

  private static <K> void drop(
      Map<K, SortedMap<ResourceId, ObjectNode>> index, K key, ResourceId id) {
    SortedMap<ResourceId, ObjectNode> left = index.get(key);
    if (left != null && left.remove(id) != null && left.isEmpty()) {
      index.remove(key);
    }
  }
}
