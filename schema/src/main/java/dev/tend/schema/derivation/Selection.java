package dev.tend.schema.derivation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Those of the known definitions that a server publishes. */
final class Selection {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

  /** Types of requests and answers that belong to no resource. */
  private static final List<String> ALWAYS =
      List.of(
          META + "APIGroupList",
          META + "APIResourceList",
          META + "APIVersions",
          META + "DeleteOptions",
          META + "Patch",
          META + "Status",
          META + "WatchEvent",
          "io.k8s.api.authentication.v1.TokenRequest",
          "io.k8s.api.autoscaling.v1.Scale",
          "io.k8s.api.policy.v1.Eviction",
          "io.k8s.apimachinery.pkg.version.Info");

  private final Map<String, ObjectNode> known;
  private final SortedMap<String, ObjectNode> selected = new TreeMap<>();
  private final Deque<String> open = new ArrayDeque<>();

  private Selection(Map<String, ObjectNode> known) {
    this.known = known;
  }

  /** What a server of these kinds publishes. */
  static SortedMap<String, ObjectNode> published(
      Map<String, ObjectNode> known, List<KindFact> kinds) {
    Selection selection = new Selection(known);
    for (KindFact kind : kinds) {
      selection.open.add(kind.definition());
      if (known.containsKey(kind.definition() + "List")) {
        selection.open.add(kind.definition() + "List");
      }
    }
    selection.open.addAll(ALWAYS);
    return selection.closed();
  }

  /** What these removed kinds are made of, so far as it is known. */
  static SortedMap<String, ObjectNode> removed(
      Map<String, ObjectNode> known, List<RemovedFact> kinds) {
    Selection selection = new Selection(known);
    kinds.stream()
        .map(RemovedFact::definition)
        .filter(known::containsKey)
        .forEach(selection.open::add);
    return selection.closed();
  }

  private SortedMap<String, ObjectNode> closed() {
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!selected.containsKey(name)) {
        ObjectNode definition = known.get(name);
        if (definition == null) {
          throw new IllegalStateException("No artifact defines " + name);
        }
        selected.put(name, definition);
        follow(definition);
      }
    }
    return selected;
  }

  private void follow(JsonNode node) {
    JsonNode reference = node.path("$ref");
    if (reference.isTextual()) {
      open.add(reference.asText().substring("#/definitions/".length()));
    }
    node.forEach(this::follow);
  }
}
