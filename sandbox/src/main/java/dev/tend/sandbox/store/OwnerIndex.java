package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which objects, of whatever kind, depend on which owners, by the owners' uids. It is only touched
 * under its storage's lock.
 */
final class OwnerIndex {
  private final Map<String, Set<ResourceId>> dependents = new HashMap<>();
  private final Map<ResourceId, Set<String>> owners = new HashMap<>();

  /** Takes note of what the object's owner references say now. */
  void put(ResourceId id, ObjectNode object) {
    Set<String> now = new HashSet<>();
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      now.add(owner.path("uid").asText());
    }
    Set<String> before = now.isEmpty() ? owners.remove(id) : owners.put(id, now);
    if (before != null) {
      before.stream().filter(uid -> !now.contains(uid)).forEach(uid -> drop(uid, id));
    }
    now.forEach(uid -> dependents.computeIfAbsent(uid, none -> new TreeSet<>()).add(id));
  }

  void remove(ResourceId id) {
    Set<String> before = owners.remove(id);
    if (before != null) {
      before.forEach(uid -> drop(uid, id));
    }
  }

  private void drop(String uid, ResourceId id) {
    Set<ResourceId> left = dependents.get(uid);
    if (left != null && left.remove(id) && left.isEmpty()) {
      dependents.remove(uid);
    }
  }

  List<ResourceId> ownedBy(String uid) {
    return List.copyOf(dependents.getOrDefault(uid, Set.of()));
  }
}
