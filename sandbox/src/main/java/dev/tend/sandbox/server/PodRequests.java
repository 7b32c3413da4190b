package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.http.Statuses;
import dev.tend.sandbox.selectors.LabelSelector;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.ApiFailure.Details;
import dev.tend.sandbox.store.DeleteOptions;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.KindRules.Part;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Binding and eviction of pods. */
final class PodRequests {
  private final ObjectStore store;
  private final Clock clock;

  PodRequests(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
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
    return Response.json(201, Statuses.success());
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

  /** Deletes, unless a budget forbids it. */
  Response evict(Request request, Target target) {
    ObjectNode pod = store.get(target.id()).orElseThrow(target::notFound);
    for (ObjectNode budget : store.list("policy", "PodDisruptionBudget", target.namespace())) {
      JsonNode selector = budget.path("spec").path("selector");
      boolean covers = selector.isObject() && LabelSelector.from(selector).matches(pod);
      if (covers && !isOver(pod)) {
        int allowed = budget.path("status").path("disruptionsAllowed").asInt();
        if (allowed < 1) {
          throw overBudget(budget);
        }
        spend(budget, pod);
      }
    }
    JsonNode options = Bodies.read(request).path("deleteOptions");
    OptionalLong grace =
        options.path("gracePeriodSeconds").isIntegralNumber()
            ? OptionalLong.of(options.path("gracePeriodSeconds").asLong())
            : OptionalLong.empty();
    boolean dryRun = WriteParameters.dryRun(request) || !options.path("dryRun").isEmpty();
    String uid = options.path("preconditions").path("uid").asText("");
    store.delete(target.id(), new DeleteOptions(grace, "", uid, "", dryRun, request.caller()));
    return Response.json(201, Statuses.success());
  }

  private void spend(ObjectNode budget, ObjectNode pod) {
    ResourceId id = Meta.id(budget);
    ObjectNode wanted = budget.deepCopy();
    ObjectNode status = wanted.withObject("/status");
    status.put("disruptionsAllowed", status.path("disruptionsAllowed").asInt() - 1);
    status.withObject("/disruptedPods").put(Meta.name(pod), Meta.time(clock.instant()));
    store.change(
        id, live -> wanted, Part.STATUS, dev.tend.sandbox.store.WriteOptions.by("kube-apiserver"));
  }

  private static ApiFailure overBudget(ObjectNode budget) {
    JsonNode status = budget.path("status");
    String cause =
        "The disruption budget %s needs %d healthy pods and has %d currently"
            .formatted(
                Meta.name(budget),
                status.path("desiredHealthy").asInt(),
                status.path("currentHealthy").asInt());
    return new ApiFailure(
        429,
        "TooManyRequests",
        "Cannot evict pod as it would violate the pod's disruption budget.",
        Optional.of(
            new Details("", "", "", List.of(new Cause("DisruptionBudget", cause, "")), 10)));
  }

  private static boolean isOver(ObjectNode pod) {
    return List.of("Succeeded", "Failed").contains(pod.path("status").path("phase").asText());
  }
}
