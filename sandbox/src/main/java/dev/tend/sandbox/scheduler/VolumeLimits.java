package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.store.ObjectApi;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How many volumes of each driver a node takes, as its CSINode says, and how many it has. */
final class VolumeLimits {
  private final ObjectApi api;

  /** What the pod brings, by driver. */
  private final Map<String, Set<String>> wanted;

  VolumeLimits(ObjectApi api, ObjectNode pod) {
    this.api = api;
    this.wanted = handles(pod);
  }

  boolean areExceededOn(NodeView view) {
    if (wanted.isEmpty()) {
      return false;
    }
    Map<String, Integer> limits = limits(view.name());
    if (limits.keySet().stream().noneMatch(wanted::containsKey)) {
      return false;
    }
    Map<String, Set<String>> there = new TreeMap<>();
    for (Placed placed : view.pods()) {
      handles(placed.pod())
          .forEach(
              (driver, handles) ->
                  there.computeIfAbsent(driver, absent -> new HashSet<>()).addAll(handles));
    }
    for (Map.Entry<String, Set<String>> entry : wanted.entrySet()) {
      Set<String> all = there.getOrDefault(entry.getKey(), new HashSet<>());
      int before = all.size();
      all.addAll(entry.getValue());
      Integer limit = limits.get(entry.getKey());
      // Who brings nothing new finds room on a full node.
      if (limit != null && all.size() > before && all.size() > limit) {
        return true;
      }
    }
    return false;
  }

  private Map<String, Integer> limits(String node) {
    Map<String, Integer> limits = new TreeMap<>();
    api.get(new ResourceId("storage.k8s.io", "CSINode", "", node))
        .ifPresent(
            found -> {
              for (JsonNode driver : found.path("spec").path("drivers")) {
                JsonNode count = driver.path("allocatable").path("count");
                if (count.isInt()) {
                  limits.put(driver.path("name").asText(), count.asInt());
                }
              }
            });
    return limits;
  }

  private Map<String, Set<String>> handles(ObjectNode pod) {
    Map<String, Set<String>> handles = new TreeMap<>();
    for (String name : VolumeFit.claims(pod)) {
      api.get(new ResourceId("", "PersistentVolumeClaim", Meta.namespace(pod), name))
          .ifPresent(claim -> add(claim, handles));
    }
    return handles;
  }

  private void add(ObjectNode claim, Map<String, Set<String>> handles) {
    String volume = claim.path("spec").path("volumeName").asText("");
    Optional<ObjectNode> found =
        volume.isEmpty()
            ? Optional.empty()
            : api.get(new ResourceId("", "PersistentVolume", "", volume));
    JsonNode source = found.map(one -> one.path("spec").path("csi")).orElse(claim.path("none"));
    if (source.isObject()) {
      handles
          .computeIfAbsent(source.path("driver").asText(), absent -> new HashSet<>())
          .add(source.path("volumeHandle").asText());
    } else if (found.isEmpty()) {
      // What isn't made yet is counted as its own.
      String storageClass = claim.path("spec").path("storageClassName").asText("");
      api.get(new ResourceId("storage.k8s.io", "StorageClass", "", storageClass))
          .ifPresent(
              one ->
                  handles
                      .computeIfAbsent(one.path("provisioner").asText(), absent -> new HashSet<>())
                      .add(Meta.namespace(claim) + "/" + Meta.name(claim)));
    }
  }
}
