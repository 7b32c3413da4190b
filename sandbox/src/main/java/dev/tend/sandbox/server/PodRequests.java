package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.http.Statuses;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.KindRules.Part;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectStore;
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
    String node = Bodies.read(request).path("target").path("name").asText("");
    if (node.isEmpty()) {
      throw Failures.invalid(
          target.type().gvk(),
          target.name(),
          List.of(new Cause("FieldValueRequired", "Required value", "target.name")));
    }
    store.change(
        target.id(),
        live -> bound(live, node, target),
        Part.BINDING,
        WriteParameters.options(request));
    return Response.json(201, Statuses.success().put("code", 201));
  }

  private ObjectNode bound(ObjectNode pod, String node, Target target) {
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
    ObjectNode wanted = pod.deepCopy();
    wanted.withObject("/spec").put("nodeName", node);
    return wanted;
  }
}
