package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Selector;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Which objects select others by these labels, however many there are: each is kept under one label
 * that it asks for. What it says lags behind the API; an object that it doesn't know yet is about
 * to be heard of itself.
 */
final class SelectorIndex {
  private final Function<ObjectNode, JsonNode> selectorOf;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ResourceId, Entry> entries = new HashMap<>();
  private final Map<Pivot, Map<ResourceId, Entry>> byPivot = new HashMap<>();

  /** Where no label is asked for, the key is empty. */
  private record Pivot(String namespace, String key, String value) {}

  private record Entry(Pivot pivot, JsonNode selector) {}

  /**
   * @param selectorOf the {@code LabelSelector} of an object; missing where it selects nothing
   */
  SelectorIndex(Function<ObjectNode, JsonNode> selectorOf) {
    this.selectorOf = selectorOf;
  }

  /** For objects whose {@code spec.selector} is a plain map that selects nothing when empty. */
  static SelectorIndex ofMaps() {
    return new SelectorIndex(
        object -> {
          JsonNode map = object.path("spec").path("selector");
          return map.isEmpty()
              ? JsonNodeFactory.instance.missingNode()
              : JsonNodeFactory.instance.objectNode().set("matchLabels", map);
        });
  }

  void heard(ObjectEvent event) {
    lock.lock();
    try {
      Entry before = entries.remove(event.id());
      if (before != null) {
        Map<ResourceId, Entry> left = byPivot.get(before.pivot());
        if (left != null && left.remove(event.id()) != null && left.isEmpty()) {
          byPivot.remove(before.pivot());
        }
      }
      JsonNode selector = selectorOf.apply(event.object());
      if (event.type() != ObjectEvent.Type.DELETED && selector.isObject()) {
        Entry entry = new Entry(pivot(event.id().namespace(), selector), selector);
        entries.put(event.id(), entry);
        byPivot.computeIfAbsent(entry.pivot(), none -> new TreeMap<>()).put(event.id(), entry);
      }
    } finally {
      lock.unlock();
    }
  }

  private static Pivot pivot(String namespace, JsonNode selector) {
    for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
      return new Pivot(namespace, label.getKey(), label.getValue().asText());
    }
    return new Pivot(namespace, "", "");
  }

  /** Who selects this object, or did so before it changed. */
  Set<ResourceId> concerned(ObjectEvent event) {
    String namespace = event.id().namespace();
    Set<ResourceId> found =
        new LinkedHashSet<>(selecting(namespace, event.object().at("/metadata/labels")));
    if (event.previous() != null) {
      found.addAll(selecting(namespace, event.previous().at("/metadata/labels")));
    }
    return found;
  }

  /** Whose selector matches these labels, in this namespace. */
  List<ResourceId> selecting(String namespace, JsonNode labels) {
    List<ResourceId> found = new ArrayList<>();
    lock.lock();
    try {
      collect(new Pivot(namespace, "", ""), labels, found);
      for (Map.Entry<String, JsonNode> label : labels.properties()) {
        collect(new Pivot(namespace, label.getKey(), label.getValue().asText()), labels, found);
      }
    } finally {
      lock.unlock();
    }
    return found;
  }

  private void collect(Pivot pivot, JsonNode labels, List<ResourceId> found) {
    byPivot
        .getOrDefault(pivot, Map.of())
        .forEach(
            (id, entry) -> {
              if (Selector.matches(entry.selector(), labels)) {
                found.add(id);
              }
            });
  }
}
