package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Selector;
import dev.tend.sandbox.store.ObjectApi;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What spreads the pods of a service or of a set that don't say how they want to be spread. */
final class DefaultSpread {
  private static final Set<String> SETS =
      Set.of("ReplicationController", "ReplicaSet", "StatefulSet");

  private DefaultSpread() {}

  static List<SpreadConstraint> of(ObjectNode pod, ObjectApi api) {
    if (pod.path("spec").has("topologySpreadConstraints")) {
      return List.of();
    }
    ObjectNode selector = selector(pod, api);
    return selector.isEmpty()
        ? List.of()
        : List.of(
            SpreadConstraint.byDefault(pod, "kubernetes.io/hostname", 3, selector),
            SpreadConstraint.byDefault(pod, "topology.kubernetes.io/zone", 5, selector));
  }

  private static ObjectNode selector(ObjectNode pod, ObjectApi api) {
    ObjectNode labels = JsonNodeFactory.instance.objectNode();
    for (ObjectNode service : api.list("", "Service", Meta.namespace(pod))) {
      JsonNode wanted = service.path("spec").path("selector");
      if (!wanted.isEmpty() && Selector.matchesMap(wanted, pod.path("metadata").path("labels"))) {
        wanted.properties().forEach(e -> labels.set(e.getKey(), e.getValue()));
      }
    }
    ObjectNode selector = JsonNodeFactory.instance.objectNode();
    owner(pod, api)
        .map(owner -> owner.path("spec").path("selector"))
        .ifPresent(
            wanted -> {
              boolean full = wanted.has("matchLabels") || wanted.has("matchExpressions");
              JsonNode plain = full ? wanted.path("matchLabels") : wanted;
              plain.properties().forEach(e -> labels.set(e.getKey(), e.getValue()));
              if (full && wanted.has("matchExpressions")) {
                selector.set("matchExpressions", wanted.get("matchExpressions"));
              }
            });
    if (!labels.isEmpty()) {
      selector.set("matchLabels", labels);
    }
    return selector;
  }

  private static Optional<ObjectNode> owner(ObjectNode pod, ObjectApi api) {
    return Meta.controller(pod)
        .filter(reference -> SETS.contains(reference.path("kind").asText()))
        .map(
            reference -> {
              String kind = reference.path("kind").asText();
              String group =
                  GroupVersionKind.of(reference.path("apiVersion").asText(), kind).group();
              return new ResourceId(
                  group, kind, Meta.namespace(pod), reference.path("name").asText());
            })
        .flatMap(api::get);
  }
}
