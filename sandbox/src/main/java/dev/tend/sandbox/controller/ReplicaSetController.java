package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.Selector;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ApiFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Keeps as many pods as a ReplicaSet, or its elder ReplicationController, asks for. */
final class ReplicaSetController {
  private static final String FAILURE = "ReplicaFailure";

  private final World world;
  private final PodControl pods;

  private ReplicaSetController(World world, String component) {
    this.world = world;
    this.pods = new PodControl(world, component);
  }

  static void start(World world, Parts parts) {
    start(world, parts, "apps", "ReplicaSet", "replicaset-controller");
    start(world, parts, "", "ReplicationController", "replication-controller");
  }

  private static void start(World world, Parts parts, String group, String kind, String component) {
    ReplicaSetController controller = new ReplicaSetController(world, component);
    Loop<ResourceId> loop = parts.loop(component, 4, world.ticker(), controller::reconcile);
    parts.follow(world.api(), group, kind, event -> loop.add(event.id()));
    parts.follow(
        world.api(),
        "",
        "Pod",
        event -> Claims.interested(world.api(), event.object(), group, kind).forEach(loop::add));
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode set = found.get();
    List<ObjectNode> active = active(set);
    Optional<ApiFailure> failure = Optional.empty();
    if (!Meta.deleting(set)) {
      if (active.size() != set.path("spec").path("replicas").asInt(1)) {
        failure = manage(set, active);
        active = active(set);
      }
    }
    Instant now = world.now();
    world.updateStatus(set, status(set, active, failure, now));
    if (failure.isPresent()) {
      throw failure.get();
    }
    int ready = set.path("spec").path("minReadySeconds").asInt(0);
    return active.stream()
        .flatMap(pod -> Pods.untilAvailable(pod, ready, now).stream())
        .min(Duration::compareTo);
  }

  private List<ObjectNode> active(ObjectNode set) {
    return Claims.of(world.api(), set, "", "Pod").stream().filter(Pods::active).toList();
  }

  private Optional<ApiFailure> manage(ObjectNode set, List<ObjectNode> active) {
    int missing = set.path("spec").path("replicas").asInt(1) - active.size();
    if (missing > 0) {
      ObjectNode pod = Templates.pod(set, set.path("spec").path("template"));
      pod.withObject("/metadata").put("generateName", Meta.name(set) + "-");
      int batch = Math.min(missing, PodControl.BURST);
      return pods.createInBatches(set, Collections.nCopies(batch, pod));
    }
    DeletionRank.order(active).stream()
        .limit(Math.min(-missing, PodControl.BURST))
        .forEach(pod -> pods.delete(set, pod));
    return Optional.empty();
  }

  static ObjectNode status(
      ObjectNode set, List<ObjectNode> active, Optional<ApiFailure> failure, Instant now) {
    JsonNode spec = set.path("spec");
    JsonNode labels = spec.path("template").path("metadata").path("labels");
    int ready = spec.path("minReadySeconds").asInt(0);
    ObjectNode status = World.statusOf(set);
    status.put("replicas", active.size());
    Counts.put(
        status,
        "fullyLabeledReplicas",
        active.stream()
            .filter(pod -> Selector.matchesMap(labels, pod.path("metadata").path("labels")))
            .count());
    Counts.put(status, "readyReplicas", active.stream().filter(Pods::ready).count());
    Counts.put(
        status,
        "availableReplicas",
        active.stream().filter(pod -> Pods.available(pod, ready, now)).count());
    Counts.observe(status, set);
    if (failure.isEmpty()) {
      Conditions.remove(status, FAILURE);
    } else if (!Conditions.isTrue(status, FAILURE)) {
      String message = String.valueOf(failure.get().getMessage());
      Conditions.set(status, FAILURE, "True", "FailedCreate", message, now);
    }
    if (status.path("conditions").isEmpty()) {
      status.remove("conditions");
    }
    return status;
  }
}
