package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keeps a replica set per revision of a Deployment, and moves pods from the old to the new. */
final class DeploymentController {
  static final String COMPONENT = "deployment-controller";

  private final World world;

  private DeploymentController(World world) {
    this.world = world;
  }

  static void start(World world, Parts parts) {
    DeploymentController controller = new DeploymentController(world);
    Loop<ResourceId> loop = parts.loop("deployment", 2, world.ticker(), controller::reconcile);
    parts.follow(world.api(), "apps", "Deployment", event -> loop.add(event.id()));
    parts.follow(
        world.api(),
        "apps",
        "ReplicaSet",
        event ->
            Claims.interested(world.api(), event.object(), "apps", "Deployment")
                .forEach(loop::add));
    // Only Recreate waits for pods to be gone.
    parts.follow(
        world.api(),
        "",
        "Pod",
        event -> {
          if (Pods.finished(event.object()) || gone(event)) {
            controller.deploymentOf(event.object()).ifPresent(loop::add);
          }
        });
  }

  private static boolean gone(ObjectEvent event) {
    return event.type() == ObjectEvent.Type.DELETED;
  }

  private Optional<ResourceId> deploymentOf(ObjectNode pod) {
    return Meta.controllerId(pod, "apps", "ReplicaSet")
        .flatMap(world.api()::get)
        .flatMap(set -> Meta.controllerId(set, "apps", "Deployment"))
        .filter(
            id ->
                world
                    .api()
                    .get(id)
                    .map(found -> DeploymentSpec.recreates(found.path("spec")))
                    .orElse(false));
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<ObjectNode> sets =
        Claims.of(world.api(), found.get(), "apps", "ReplicaSet").stream()
            .sorted(DeploymentSpec.BY_REVISION)
            .toList();
    Rollout rollout = new Rollout(world, found.get(), sets);
    rollout.advance();
    return DeploymentStatus.recheck(rollout.deployment(), world.now());
  }
}
