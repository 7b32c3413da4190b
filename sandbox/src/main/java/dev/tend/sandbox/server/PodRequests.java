package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.http.Statuses;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.KindRules.Part;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;

/** Binding of pods to nodes. */
final class PodRequests {
  private final ObjectStore store;

  PodRequests(ObjectStore store) {
    this.store = store;
  }

  /** The old way: a Binding that names its pod. */
  Response bindByBody(Request request, Target binding, Targets targets) {
    String name = Bodies.read(request).path("metadata").path("name").asText("");
    Target pod =
        targets
            .parse(List.of("api", "v1", "namespaces", binding.namespace(), "pods", name))
            .orElseThrow(binding::notFound);
    return bind(request, pod);
  }

  Response bind(Request request, Target target) {
    JsonNode binding = Bodies.read(request);
    if (!binding.path("metadata").path("name").asText("").equals(target.name())) {
      throw Failures.badRequest("name in URL does not match name in Binding object");
    }
    check(binding.path("target"));
    store.change(
        target.id(),
        live -> bound(live, binding, target),
        Part.BINDING,
        WriteParameters.options(request));
    return Response.json(201, Statuses.success().put("code", 201));
  }

  /** The server gives no reason for these. */
  private static void check(JsonNode node) {
    List<String> faults = new ArrayList<>();
    String kind = node.path("kind").asText("");
    if (!kind.isEmpty() && !kind.equals("Node")) {
      faults.add(
          "target.kind: Unsupported value: \"%s\": supported values: \"Node\", \"<empty>\""
              .formatted(kind));
    }
    if (node.path("name").asText("").isEmpty()) {
      faults.add("target.name: Required value");
    }
    if (!faults.isEmpty()) {
      String all = String.join(", ", faults);
      throw new ApiFailure(500, "", faults.size() > 1 ? "[" + all + "]" : all);
    }
  }

  private static ObjectNode bound(ObjectNode pod, JsonNode binding, Target target) {
    String present = pod.path("spec").path("nodeName").asText("");
    if (Meta.isBeingDeleted(pod)) {
      throw Failures.conflict(
          "pods/binding",
          target.name(),
          "pod %s is being deleted, cannot be assigned to a host".formatted(target.name()));
    }
    if (!present.isEmpty()) {
      throw Failures.conflict(
          "pods/binding",
          target.name(),
          "pod %s is already assigned to node \"%s\"".formatted(target.name(), present));
    }
    if (!pod.path("spec").path("schedulingGates").isEmpty()) {
      throw Failures.conflict(
          "pods/binding",
          target.name(),
          "pod %s has non-empty .spec.schedulingGates".formatted(target.name()));
    }
    ObjectNode wanted = pod.deepCopy();
    wanted.withObject("/spec").put("nodeName", binding.path("target").path("name").asText());
    binding
        .path("metadata")
        .path("annotations")
        .properties()
        .forEach(
            entry ->
                Meta.metadata(wanted)
                    .withObject("/annotations")
                    .set(entry.getKey(), entry.getValue()));
    return wanted;
  }
}
