package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Meta;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/** Which objects depend on which owners, by the owners' uids. */
final class OwnerGraph {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Set<ResourceId>> dependents = new HashMap<>();
  private final Map<ResourceId, Set<String>> owners = new HashMap<>();

  /** Takes note of what the object's owner references say now. */
  void note(ResourceId id, ObjectNode object) {
    Set<String> now = new HashSet<>();
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      now.add(owner.path("uid").asText());
    }
    lock.lock();
    try {
      Set<String> before = now.isEmpty() ? owners.remove(id) : owners.put(id, now);
      if (before != null) {
        before.stream().filter(uid -> !now.contains(uid)).forEach(uid -> drop(uid, id));
      }
      now.forEach(uid -> dependents.computeIfAbsent(uid, none -> new TreeSet<>()).add(id));
    } finally {
      lock.unlock();
    }
  }

  void forget(ResourceId id) {
    lock.lock();
    try {
      Set<String> before = owners.remove(id);
      if (before != null) {
        before.forEach(uid -> drop(uid, id));
      }
    } finally {
      lock.unlock();
    }
  }

  private void drop(String uid, ResourceId id) {
    Set<ResourceId> left = dependents.get(uid);
    if (left != null && left.remove(id) && left.isEmpty()) {
      dependents.remove(uid);
    }
  }

  List<ResourceId> dependentsOf(JsonNode owner) {
    lock.lock();
    try {
      return List.copyOf(dependents.getOrDefault(Meta.uid(owner), Set.of()));
    } finally {
      lock.unlock();
    }
  }
}
