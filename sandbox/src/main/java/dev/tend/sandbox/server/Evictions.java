package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.http.Statuses;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.selectors.LabelSelector;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.ApiFailure.Details;
import dev.tend.sandbox.store.DeleteOptions;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.KindRules.Part;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectStore;
import dev.tend.sandbox.store.WriteOptions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Deletes pods, unless a budget forbids it. */
final class Evictions {
  private static final WriteOptions BY = WriteOptions.by("kube-apiserver");
  private static final int RETRY_SECONDS = 10;

  private final ObjectStore store;
  private final Clock clock;

  Evictions(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  Response evict(Request request, Target target) {
    JsonNode eviction = Bodies.read(request);
    if (!eviction.path("metadata").path("name").asText("").equals(target.name())) {
      throw Failures.badRequest("name in URL does not match name in Eviction object");
    }
    ObjectNode pod = store.get(target.id()).orElseThrow(target::notFound);
    JsonNode options = eviction.path("deleteOptions");
    boolean dryRun = WriteParameters.dryRun(request) || !options.path("dryRun").isEmpty();
    if (!isUnguarded(pod)) {
      while (!isGranted(pod, dryRun)) {
        // Somebody else wrote the budget: the next look sees how it stands now.
        Thread.onSpinWait();
      }
    }
    if (!dryRun) {
      var unused = store.change(target.id(), this::disrupted, Part.STATUS, BY);
    }
    OptionalLong grace =
        options.path("gracePeriodSeconds").isIntegralNumber()
            ? OptionalLong.of(options.path("gracePeriodSeconds").asLong())
            : OptionalLong.empty();
    String uid = options.path("preconditions").path("uid").asText("");
    store.delete(target.id(), new DeleteOptions(grace, "", uid, "", dryRun, request.caller()));
    return Response.json(201, Statuses.success().put("code", 201));
  }

  /** False where the budget that was looked at isn't the one that stands any more. */
  private boolean isGranted(ObjectNode pod, boolean dryRun) {
    List<ObjectNode> budgets = budgets(pod, Meta.namespace(pod));
    if (budgets.size() > 1) {
      throw new ApiFailure(
          500,
          "",
          "This pod has more than one PodDisruptionBudget, which the eviction subresource does"
              + " not support.");
    }
    try {
      budgets.forEach(budget -> ask(budget, pod, dryRun));
      return true;
    } catch (ApiFailure e) {
      if (e.code() != 409 && e.code() != 404) {
        throw e;
      }
      return false;
    }
  }

  private ObjectNode disrupted(ObjectNode pod) {
    ObjectNode copy = pod.deepCopy();
    Conditions.set(
        copy.withObject("/status"),
        "DisruptionTarget",
        "True",
        "EvictionByEvictionAPI",
        "Eviction API: evicting",
        clock.instant());
    return copy;
  }

  private List<ObjectNode> budgets(ObjectNode pod, String namespace) {
    return store.list("policy", "PodDisruptionBudget", namespace).stream()
        .filter(
            budget -> {
              JsonNode selector = budget.path("spec").path("selector");
              return selector.isObject() && LabelSelector.from(selector).matches(pod);
            })
        .toList();
  }

  /** Takes one of the disruptions that a budget allows; a pod that isn't ready may cost none. */
  private void ask(ObjectNode budget, ObjectNode pod, boolean dryRun) {
    JsonNode status = budget.path("status");
    int desired = status.path("desiredHealthy").asInt();
    boolean enough = status.path("currentHealthy").asInt() >= desired && desired > 0;
    boolean always = budget.at("/spec/unhealthyPodEvictionPolicy").asText("").equals("AlwaysAllow");
    if (!isReady(pod) && (always || enough)) {
      return;
    }
    if (status.path("observedGeneration").asLong()
        < budget.path("metadata").path("generation").asLong()) {
      throw refusal(
          "The disruption budget %s is still being processed by the server."
              .formatted(Meta.name(budget)),
          RETRY_SECONDS);
    }
    if (status.path("disruptionsAllowed").asInt() < 1) {
      throw refusal(
          "The disruption budget %s needs %d healthy pods and has %d currently"
              .formatted(Meta.name(budget), desired, status.path("currentHealthy").asInt()),
          0);
    }
    if (!dryRun) {
      spend(budget, pod);
    }
  }

  private void spend(ObjectNode budget, ObjectNode pod) {
    ObjectNode wanted = budget.deepCopy();
    ObjectNode status = wanted.withObject("/status");
    status.put("disruptionsAllowed", status.path("disruptionsAllowed").asInt() - 1);
    status.withObject("/disruptedPods").put(Meta.name(pod), Meta.time(clock.instant()));
    var unused = store.change(Meta.id(budget), live -> wanted, Part.STATUS, BY);
  }

  private static ApiFailure refusal(String cause, int retrySeconds) {
    return new ApiFailure(
        429,
        "TooManyRequests",
        "Cannot evict pod as it would violate the pod's disruption budget.",
        Optional.of(
            new Details(
                "", "", "", List.of(new Cause("DisruptionBudget", cause, "")), retrySeconds)));
  }

  private static boolean isReady(ObjectNode pod) {
    return Conditions.find(pod.path("status"), "Ready")
        .filter(condition -> condition.path("status").asText().equals("True"))
        .isPresent();
  }

  /** Whose loss nobody would notice. */
  private static boolean isUnguarded(ObjectNode pod) {
    String phase = pod.path("status").path("phase").asText("");
    return Meta.isBeingDeleted(pod) || List.of("Succeeded", "Failed", "Pending").contains(phase);
  }
}
