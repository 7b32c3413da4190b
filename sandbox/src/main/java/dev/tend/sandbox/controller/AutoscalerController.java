package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.reconcile.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps an autoscaler's target within its bounds. There are no metrics in a sandbox, and it says so
 * as a cluster without a metrics server does.
 */
final class AutoscalerController {
  private static final String COMPONENT = "horizontal-pod-autoscaler";
  private static final String NO_METRICS =
      "the HPA was unable to compute the replica count: failed to get cpu utilization: unable to"
          + " get metrics for resource cpu: unable to fetch metrics from resource metrics API: the"
          + " server could not find the requested resource (get pods.metrics.k8s.io)";

  private final World world;

  private AutoscalerController(World world) {
    this.world = world;
  }

  static void start(World world, Parts parts) {
    AutoscalerController controller = new AutoscalerController(world);
    Loop<ResourceId> loop = parts.loop("autoscaler", 1, world.ticker(), controller::reconcile);
    parts.follow(
        world.api(), "autoscaling", "HorizontalPodAutoscaler", event -> loop.add(event.id()));
    for (String kind : new String[] {"Deployment", "StatefulSet", "ReplicaSet"}) {
      parts.follow(
          world.api(),
          "apps",
          kind,
          event -> {
            String namespace = event.id().namespace();
            world.api().list("autoscaling", "HorizontalPodAutoscaler", namespace).stream()
                .filter(scaler -> target(scaler).equals(event.id()))
                .forEach(scaler -> loop.add(Meta.id(scaler)));
          });
    }
  }

  private static ResourceId target(ObjectNode scaler) {
    JsonNode reference = scaler.path("spec").path("scaleTargetRef");
    GroupVersionKind type =
        GroupVersionKind.of(
            reference.path("apiVersion").asText(""), reference.path("kind").asText());
    String name = reference.path("name").asText();
    return new ResourceId(type.group(), type.kind(), Meta.namespace(scaler), name);
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode scaler = found.get();
    ObjectNode status = World.statusOf(scaler);
    Instant now = world.now();
    Counts.observe(status, scaler);
    status.put("desiredReplicas", status.path("desiredReplicas").asInt(0));
    Optional<ObjectNode> target = world.api().get(target(scaler));
    if (target.isEmpty()) {
      String message =
          "the HPA controller was unable to get the target's current scale: %s \"%s\" not found"
              .formatted(
                  target(scaler).groupKind().toLowerCase(Locale.ROOT), target(scaler).name());
      Conditions.set(status, "AbleToScale", "False", "FailedGetScale", message, now);
      world.warning(scaler, COMPONENT, "FailedGetScale", message);
    } else {
      scale(scaler, status, target.get(), now);
    }
    world.updateStatus(scaler, status);
    return Optional.empty();
  }

  private void scale(ObjectNode scaler, ObjectNode status, ObjectNode target, Instant now) {
    int replicas = target.path("spec").path("replicas").asInt(1);
    status.put("currentReplicas", target.path("status").path("replicas").asInt(0));
    String message = "the HPA controller was able to get the target's current scale";
    Conditions.set(status, "AbleToScale", "True", "SucceededGetScale", message, now);
    if (replicas == 0) {
      String disabled = "scaling is disabled since the replica count of the target is zero";
      Conditions.set(status, "ScalingActive", "False", "ScalingDisabled", disabled, now);
      return;
    }
    int least = scaler.path("spec").path("minReplicas").asInt(1);
    int most = scaler.path("spec").path("maxReplicas").asInt(replicas);
    int wanted = Math.max(least, Math.min(most, replicas));
    if (wanted == replicas) {
      Conditions.set(status, "ScalingActive", "False", "FailedGetResourceMetric", NO_METRICS, now);
      return;
    }
    ObjectNode copy = target.deepCopy();
    copy.withObject("/spec").put("replicas", wanted);
    world.api().update(copy, COMPONENT);
    status.put("desiredReplicas", wanted);
    status.put("lastScaleTime", Times.text(now));
    String reason =
        replicas > most
            ? "Current number of replicas above Spec.MaxReplicas"
            : "Current number of replicas below Spec.MinReplicas";
    String event = "New size: %d; reason: %s".formatted(wanted, reason);
    world.normal(scaler, COMPONENT, "SuccessfulRescale", event);
    Conditions.set(
        status,
        "AbleToScale",
        "True",
        "SucceededRescale",
        "the HPA controller was able to update the target scale to " + wanted,
        now);
  }
}
