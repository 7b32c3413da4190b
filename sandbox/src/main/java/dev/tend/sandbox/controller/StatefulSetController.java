package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.controller.StatefulSetStep.Action;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ApiFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps a StatefulSet's pods, each with its own name and claims, one after another. */
final class StatefulSetController {
  private static final String COMPONENT = "statefulset-controller";

  private final World world;

  private StatefulSetController(World world) {
    this.world = world;
  }

  static void start(World world, Parts parts) {
    StatefulSetController controller = new StatefulSetController(world);
    Loop<ResourceId> loop = parts.loop("statefulset", 2, world.ticker(), controller::reconcile);
    parts.follow(world.api(), "apps", "StatefulSet", event -> loop.add(event.id()));
    parts.follow(
        world.api(),
        "",
        "Pod",
        event ->
            Claims.interested(world.api(), event.object(), "apps", "StatefulSet")
                .forEach(loop::add));
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode set = found.get();
    Revisions revisions = Revisions.of(world, set);
    if (revisions.isEmpty()) {
      return Optional.empty();
    }
    String newest = Meta.name(revisions.newest());
    ObjectNode current = revisions.named(set.path("status").path("currentRevision").asText(newest));
    StatefulSetStep.Spec spec = StatefulSetStep.Spec.of(set.path("spec"));
    Map<Integer, ObjectNode> pods = pods(set);
    Optional<ApiFailure> failure = Optional.empty();
    if (!Meta.deleting(set)) {
      entail(set, spec, pods);
      var step = new StatefulSetStep(spec, pods, newest, world.now());
      try {
        for (Action action : step.actions()) {
          take(set, action, revisions.newest(), current);
        }
      } catch (ApiFailure refused) {
        failure = Optional.of(refused);
      }
      pods = pods(set);
    }
    Instant now = world.now();
    ObjectNode status = status(set, spec, pods, newest, Meta.name(current), now);
    world.updateStatus(set, status);
    if (failure.isPresent()) {
      throw failure.get();
    }
    revisions.truncate(
        List.copyOf(pods.values()), List.of(newest, status.path("currentRevision").asText()));
    return pods.values().stream()
        .flatMap(pod -> Pods.untilAvailable(pod, spec.minReadySeconds(), now).stream())
        .min(Duration::compareTo);
  }

  private Map<Integer, ObjectNode> pods(ObjectNode set) {
    Map<Integer, ObjectNode> pods = new TreeMap<>();
    for (ObjectNode pod : Claims.of(world.api(), set, "", "Pod")) {
      int ordinal = StatefulPods.ordinal(set, pod);
      if (ordinal >= 0) {
        pods.put(ordinal, pod);
      }
    }
    return pods;
  }

  private void take(ObjectNode set, Action action, ObjectNode newest, ObjectNode current) {
    switch (action) {
      case Action.Create create ->
          create(set, create.ordinal(), create.newest() ? newest : current);
      case Action.Delete delete -> delete(set, delete.pod());
      case Action.Condemn condemn -> {
        if (StatefulPods.deletesClaimsWhenScaled(set)) {
          bequeath(set, condemn.pod());
        }
        delete(set, condemn.pod());
      }
      case Action.Replace replace -> delete(set, replace.pod());
    }
  }

  /** Lets the claims of pods that stay go with the set, or not any more. */
  private void entail(ObjectNode set, StatefulSetStep.Spec spec, Map<Integer, ObjectNode> pods) {
    for (int ordinal : pods.keySet()) {
      if (ordinal < spec.start() || ordinal >= spec.start() + spec.replicas()) {
        continue;
      }
      for (ObjectNode wanted : StatefulPods.claims(set, ordinal)) {
        Optional<ObjectNode> claim = world.api().get(Meta.id(wanted));
        if (claim.isPresent() && !Meta.deleting(claim.get())) {
          ObjectNode copy = StatefulPods.ownedAsWanted(set, claim.get());
          if (!copy.equals(claim.get())) {
            world.api().update(copy, World.MANAGER);
          }
        }
      }
    }
  }

  /** Lets a pod's claims go with it. */
  private void bequeath(ObjectNode set, ObjectNode pod) {
    for (ObjectNode wanted : StatefulPods.claims(set, StatefulPods.ordinal(set, pod))) {
      Optional<ObjectNode> claim = world.api().get(Meta.id(wanted));
      if (claim.isPresent()) {
        ObjectNode copy = claim.get().deepCopy();
        copy.withObject("/metadata").putArray("ownerReferences").add(StatefulPods.owner(pod));
        world.api().update(copy, World.MANAGER);
      }
    }
  }

  private void create(ObjectNode set, int ordinal, ObjectNode revision) {
    String pod = StatefulPods.name(set, ordinal);
    for (ObjectNode claim : StatefulPods.claims(set, ordinal)) {
      if (world.api().get(Meta.id(claim)).isEmpty()) {
        String what = "Claim %s Pod %s".formatted(Meta.name(claim), pod);
        attempt(set, "Create", what, "success", () -> world.api().create(claim, World.MANAGER));
      }
    }
    attempt(
        set,
        "Create",
        "Pod " + pod,
        "successful",
        () -> world.api().create(StatefulPods.pod(set, revision, ordinal), World.MANAGER));
  }

  private void delete(ObjectNode set, ObjectNode pod) {
    attempt(
        set,
        "Delete",
        "Pod " + Meta.name(pod),
        "successful",
        () -> world.api().delete(pod, "Background"));
  }

  private void attempt(ObjectNode set, String verb, String what, String well, Runnable call) {
    String start = verb.toLowerCase(Locale.ROOT) + " " + what;
    String name = Meta.name(set);
    try {
      call.run();
      String message = "%s in StatefulSet %s %s".formatted(start, name, well);
      world.normal(set, COMPONENT, "Successful" + verb, message);
    } catch (ApiFailure failure) {
      if (!failure.reason().equals("AlreadyExists")) {
        String message =
            "%s in StatefulSet %s failed error: %s".formatted(start, name, failure.getMessage());
        world.warning(set, COMPONENT, "Failed" + verb, message);
      }
      throw failure;
    }
  }

  private static ObjectNode status(
      ObjectNode set,
      StatefulSetStep.Spec spec,
      Map<Integer, ObjectNode> pods,
      String newest,
      String current,
      Instant now) {
    ObjectNode status = World.statusOf(set);
    List<ObjectNode> alive = pods.values().stream().filter(pod -> !Meta.deleting(pod)).toList();
    Counts.observe(status, set);
    long updated = ofRevision(alive, newest);
    long ready = pods.values().stream().filter(Pods::ready).count();
    boolean complete =
        !spec.onDelete() && updated == pods.size() && ready == pods.size() && spec.partition() == 0;
    String settled = complete ? newest : current;
    status.put("replicas", pods.size());
    Counts.put(status, "readyReplicas", ready);
    Counts.put(
        status,
        "availableReplicas",
        pods.values().stream()
            .filter(pod -> Pods.available(pod, spec.minReadySeconds(), now))
            .count());
    if (!status.has("availableReplicas")) {
      status.put("availableReplicas", 0);
    }
    Counts.put(status, "currentReplicas", ofRevision(alive, settled));
    Counts.put(status, "updatedReplicas", updated);
    status.put("currentRevision", settled).put("updateRevision", newest);
    if (!status.has("collisionCount")) {
      status.put("collisionCount", 0);
    }
    return status;
  }

  private static long ofRevision(List<ObjectNode> pods, String revision) {
    return pods.stream()
        .filter(pod -> Meta.label(pod, Revisions.POD_LABEL).equals(revision))
        .count();
  }
}
