package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * When that happened because of which a Service's endpoints change: the earliest turn of a pod's
 * readiness, or the Service's creation, that wasn't known at the change before.
 */
final class TriggerTimes {
  static final String ANNOTATION = "endpoints.kubernetes.io/last-change-trigger-time";

  private final Map<ResourceId, Map<String, Instant>> known = new ConcurrentHashMap<>();

  void forget(ResourceId service) {
    known.remove(service);
  }

  /** Takes note of them; empty where the change has no such cause. */
  Optional<Instant> note(ObjectNode service, List<ObjectNode> pods) {
    Map<String, Instant> now = new HashMap<>();
    now.put(Meta.uid(service), Meta.created(service));
    for (ObjectNode pod : pods) {
      Conditions.find(pod.path("status"), "Ready")
          .flatMap(condition -> Times.parse(condition.path("lastTransitionTime")))
          .ifPresent(time -> now.put(Meta.uid(pod), time));
    }
    Map<String, Instant> before =
        Optional.ofNullable(known.put(Meta.id(service), now)).orElse(Map.of());
    Stream<Instant> fresh =
        now.entrySet().stream()
            .filter(one -> !one.getValue().equals(before.get(one.getKey())))
            .map(Map.Entry::getValue);
    return fresh.min(Instant::compareTo);
  }

  /** Writes it down on what is written because of it. */
  static void mark(ObjectNode object, Optional<Instant> time) {
    if (time.isPresent()) {
      object.withObject("/metadata/annotations").put(ANNOTATION, Times.text(time.get()));
    } else if (object.path("metadata").path("annotations") instanceof ObjectNode annotations) {
      annotations.remove(ANNOTATION);
      if (annotations.isEmpty()) {
        object.withObject("/metadata").remove("annotations");
      }
    }
  }
}
