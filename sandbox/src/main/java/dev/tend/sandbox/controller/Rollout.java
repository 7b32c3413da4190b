package dev.tend.sandbox.controller;

import static dev.tend.sandbox.controller.DeploymentSpec.replicas;
import static dev.tend.sandbox.controller.DeploymentSpec.statusCount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ApiFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One look at a Deployment and its replica sets, and the step that follows from it. */
final class Rollout {
  private final World world;
  private final List<ObjectNode> olds;
  private ObjectNode deployment;
  private @Nullable ObjectNode fresh;

  /**
   * @param sets by revision, then age
   */
  Rollout(World world, ObjectNode deployment, List<ObjectNode> sets) {
    this.world = world;
    this.deployment = deployment;
    this.olds = new ArrayList<>(sets);
    JsonNode template = deployment.path("spec").path("template");
    this.fresh =
        sets.stream()
            .sorted(Meta.BY_AGE)
            .filter(set -> Templates.same(set.path("spec").path("template"), template))
            .findFirst()
            .orElse(null);
    this.olds.remove(fresh);
  }

  ObjectNode deployment() {
    return deployment;
  }

  void advance() {
    if (Meta.deleting(deployment)) {
      writeStatus(DeploymentStatus.counted(deployment, fresh, all(), world.now()));
      return;
    }
    JsonNode spec = deployment.path("spec");
    boolean paused = spec.path("paused").asBoolean(false);
    notePause(paused);
    if (paused || isBeingScaled()) {
      keepRevision(false);
      scale();
      if (paused) {
        cleanUp();
      }
      writeStatus(DeploymentStatus.counted(deployment, fresh, all(), world.now()));
      return;
    }
    boolean moved = DeploymentSpec.recreates(spec) ? recreate() : roll();
    ObjectNode status = DeploymentStatus.rolling(deployment, fresh, all(), world.now());
    if (!moved && DeploymentStatus.complete(deployment, status)) {
      cleanUp();
    }
    writeStatus(status);
  }

  private List<ObjectNode> all() {
    List<ObjectNode> all = new ArrayList<>(olds);
    if (fresh != null) {
      all.add(fresh);
    }
    return all;
  }

  private void writeStatus(ObjectNode status) {
    deployment = world.updateStatus(deployment, status);
  }

  private void notePause(boolean paused) {
    if (DeploymentSpec.progressDeadline(deployment.path("spec")).isEmpty()) {
      return;
    }
    ObjectNode status = World.statusOf(deployment);
    String reason = Conditions.reason(status, DeploymentStatus.PROGRESSING);
    if (reason.equals("ProgressDeadlineExceeded")) {
      return;
    }
    boolean noted = reason.equals("DeploymentPaused");
    if (paused && !noted) {
      setProgress(status, "Unknown", "DeploymentPaused", "Deployment is paused");
    } else if (!paused && noted) {
      setProgress(status, "Unknown", "DeploymentResumed", "Deployment is resumed");
    }
    writeStatus(status);
  }

  private void setProgress(ObjectNode status, String value, String reason, String message) {
    DeploymentStatus.set(status, DeploymentStatus.PROGRESSING, value, reason, message, world.now());
  }

  private boolean isBeingScaled() {
    return all().stream()
        .filter(set -> replicas(set) > 0)
        .anyMatch(
            set ->
                set.path("metadata").path("annotations").has(DeploymentSpec.DESIRED_REPLICAS)
                    && DeploymentSpec.number(set, DeploymentSpec.DESIRED_REPLICAS)
                        != replicas(deployment));
  }

  /** Keeps the newest replica set's revision ahead of all others, making it where wanted. */
  private void keepRevision(boolean create) {
    long newest = olds.stream().mapToLong(DeploymentSpec::revision).max().orElse(0) + 1;
    if (fresh != null) {
      ObjectNode refreshed = RevisionSets.refreshed(fresh, deployment, newest);
      if (!refreshed.equals(fresh)) {
        fresh = world.api().update(refreshed, World.MANAGER);
      }
      adoptRevision(fresh, "FoundNewReplicaSet", "Found new replica set", true);
    } else if (create) {
      makeFresh(newest);
    }
  }

  private void makeFresh(long revision) {
    RollingUpdate.Bounds bounds = RollingUpdate.Bounds.of(deployment.path("spec"));
    int present = olds.stream().mapToInt(DeploymentSpec::replicas).sum();
    int size =
        DeploymentSpec.recreates(deployment.path("spec"))
            ? bounds.desired()
            : RollingUpdate.newSize(bounds, 0, present);
    ObjectNode wanted = RevisionSets.fresh(deployment, revision, size);
    ObjectNode made;
    try {
      made = world.api().create(wanted, World.MANAGER);
    } catch (ApiFailure failure) {
      noteFailedCreation(wanted, failure);
      throw failure;
    }
    fresh = made;
    if (size > 0) {
      event("Scaled up replica set %s from 0 to %d".formatted(Meta.name(made), size));
    }
    adoptRevision(made, "NewReplicaSetCreated", "Created new replica set", false);
  }

  private void noteFailedCreation(ObjectNode wanted, ApiFailure failure) {
    ObjectNode status = World.statusOf(deployment);
    if (failure.reason().equals("AlreadyExists")) {
      // Another template has the same hash, or a set of this name belongs to somebody else.
      status.put("collisionCount", status.path("collisionCount").asInt(0) + 1);
    } else {
      String message =
          "Failed to create new replica set \"%s\": %s"
              .formatted(Meta.name(wanted), failure.getMessage());
      setProgress(status, "False", "ReplicaSetCreateError", message);
      world.warning(deployment, DeploymentController.COMPONENT, "ReplicaSetCreateError", message);
    }
    writeStatus(status);
  }

  /** The annotation goes with the status, in one write, as a Deployment's status may have both. */
  private void adoptRevision(ObjectNode set, String reason, String what, boolean onlyFirst) {
    String revision = Meta.annotation(set, DeploymentSpec.REVISION);
    ObjectNode revised =
        Meta.annotation(deployment, DeploymentSpec.REVISION).equals(revision)
            ? deployment
            : RevisionSets.withRevision(deployment, revision);
    ObjectNode status = World.statusOf(deployment);
    boolean known = Conditions.find(status, DeploymentStatus.PROGRESSING).isPresent();
    if (DeploymentSpec.progressDeadline(deployment.path("spec")).isPresent()
        && !(known && onlyFirst)) {
      setProgress(status, "True", reason, "%s \"%s\"".formatted(what, Meta.name(set)));
    }
    if (revised == deployment) {
      writeStatus(status);
    } else {
      ObjectNode copy = revised.deepCopy();
      copy.set("status", status);
      deployment = world.api().updateStatus(copy, World.MANAGER);
    }
  }

  /** Says whether anything was scaled. */
  private boolean roll() {
    keepRevision(true);
    ObjectNode newest = fresh;
    if (newest == null) {
      return false;
    }
    RollingUpdate.Bounds bounds = RollingUpdate.Bounds.of(deployment.path("spec"));
    int present = all().stream().mapToInt(DeploymentSpec::replicas).sum();
    if (resize(newest, RollingUpdate.newSize(bounds, replicas(newest), present))) {
      return true;
    }
    List<ObjectNode> byAge = olds.stream().sorted(Meta.BY_AGE).toList();
    List<Integer> sizes =
        RollingUpdate.oldSizes(bounds, size(newest), byAge.stream().map(Rollout::size).toList());
    boolean moved = false;
    for (int i = 0; i < byAge.size(); i++) {
      moved |= resize(byAge.get(i), sizes.get(i));
    }
    return moved;
  }

  private boolean recreate() {
    keepRevision(false);
    boolean moved = false;
    for (ObjectNode old : List.copyOf(olds)) {
      moved |= resize(old, 0);
    }
    if (moved || oldPodsRun()) {
      return true;
    }
    keepRevision(true);
    return fresh != null && resize(fresh, replicas(deployment));
  }

  private boolean oldPodsRun() {
    return olds.stream()
        .flatMap(old -> world.api().controlledBy("", "Pod", Meta.uid(old)).stream())
        .anyMatch(pod -> !Pods.finished(pod));
  }

  private static RollingUpdate.Size size(ObjectNode set) {
    return new RollingUpdate.Size(replicas(set), statusCount(set, "availableReplicas"));
  }

  /** Follows a change of spec.replicas without moving the rollout on. */
  private void scale() {
    List<ObjectNode> active = all().stream().filter(set -> replicas(set) > 0).toList();
    ObjectNode only = active.size() == 1 ? active.getFirst() : active.isEmpty() ? latest() : null;
    if (only != null) {
      resize(only, replicas(deployment));
    } else if (fresh != null && isSaturated(fresh)) {
      olds.stream().filter(active::contains).toList().forEach(old -> resize(old, 0));
    } else if (!DeploymentSpec.recreates(deployment.path("spec"))) {
      Map<String, Integer> sizes =
          ProportionalScaling.share(
              RollingUpdate.Bounds.of(deployment.path("spec")), parts(active));
      sizes.forEach(
          (name, size) ->
              active.stream()
                  .filter(set -> Meta.name(set).equals(name))
                  .forEach(set -> write(set, size)));
    }
  }

  private @Nullable ObjectNode latest() {
    return fresh != null ? fresh : olds.stream().max(Meta.BY_AGE).orElse(null);
  }

  private boolean isSaturated(ObjectNode set) {
    int desired = replicas(deployment);
    return replicas(set) == desired
        && DeploymentSpec.number(set, DeploymentSpec.DESIRED_REPLICAS) == desired
        && statusCount(set, "availableReplicas") == desired;
  }

  private List<ProportionalScaling.Part> parts(List<ObjectNode> active) {
    List<ObjectNode> byAge = active.stream().sorted(Meta.BY_AGE).toList();
    List<ProportionalScaling.Part> parts = new ArrayList<>();
    for (ObjectNode set : byAge) {
      int before = (int) DeploymentSpec.number(set, DeploymentSpec.MAX_REPLICAS);
      int most = before > 0 ? before : statusCount(deployment, "replicas");
      parts.add(new ProportionalScaling.Part(Meta.name(set), replicas(set), parts.size(), most));
    }
    return parts;
  }

  /** A set that has its size already keeps the sizes that its annotations tell. */
  private boolean resize(ObjectNode set, int size) {
    return replicas(set) != size && write(set, size);
  }

  private boolean write(ObjectNode set, int size) {
    int before = replicas(set);
    ObjectNode resized = RevisionSets.resized(set, deployment, size);
    if (resized.equals(set)) {
      return false;
    }
    ObjectNode stored = world.api().update(resized, World.MANAGER);
    if (set.equals(fresh)) {
      fresh = stored;
    } else {
      olds.set(olds.indexOf(set), stored);
    }
    if (before != size) {
      String way = size > before ? "up" : "down";
      event("Scaled %s replica set %s from %d to %d".formatted(way, Meta.name(set), before, size));
    }
    return before != size;
  }

  private void event(String message) {
    world.normal(deployment, DeploymentController.COMPONENT, "ScalingReplicaSet", message);
  }

  private void cleanUp() {
    int limit = deployment.path("spec").path("revisionHistoryLimit").asInt(10);
    List<ObjectNode> alive = olds.stream().filter(set -> !Meta.deleting(set)).toList();
    List<ObjectNode> oldestFirst =
        alive.stream()
            .sorted(DeploymentSpec.BY_REVISION)
            .limit(Math.max(0, alive.size() - limit))
            .toList();
    for (ObjectNode set : oldestFirst) {
      boolean observed =
          Meta.generation(set) <= set.path("status").path("observedGeneration").asLong(0);
      if (observed && statusCount(set, "replicas") == 0 && replicas(set) == 0) {
        world.api().delete(set, "Background");
      }
    }
  }
}
