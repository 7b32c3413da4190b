package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.World;
import java.time.Duration;
import java.util.Optional;

/** Keeps volumes' phases, and deletes those whose claim is gone. */
final class VolumeController {
  private static final String PROTECTION = "kubernetes.io/pv-protection";

  private final World world;

  private VolumeController(World world) {
    this.world = world;
  }

  static void start(World world, Parts parts) {
    VolumeController controller = new VolumeController(world);
    Loop<ResourceId> loop = parts.loop("volume", 1, world.ticker(), controller::reconcile);
    parts.follow(world.api(), "", "PersistentVolume", event -> loop.add(event.id()));
    parts.follow(
        world.api(),
        "",
        "PersistentVolumeClaim",
        event -> {
          String name = event.object().path("spec").path("volumeName").asText("");
          if (!name.isEmpty()) {
            loop.add(new ResourceId("", "PersistentVolume", "", name));
          }
        });
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode volume = found.get();
    JsonNode reference = volume.path("spec").path("claimRef");
    boolean claimed = reference.isObject() && !reference.path("uid").asText("").isEmpty();
    boolean lost = claimed && !isThere(reference);
    if (Meta.deleting(volume)) {
      if (!claimed || lost) {
        world.api().update(Meta.withoutFinalizer(volume, PROTECTION), World.MANAGER);
      }
      return Optional.empty();
    }
    boolean made = volume.path("metadata").path("annotations").has(Volumes.PROVISIONED_BY);
    String policy = volume.path("spec").path("persistentVolumeReclaimPolicy").asText();
    if (lost && made && policy.equals("Delete")) {
      world.api().delete(id, "Background");
      return Optional.empty();
    }
    ObjectNode status = World.statusOf(volume);
    String phase = lost ? "Released" : claimed ? "Bound" : "Available";
    status.put("phase", phase);
    world.updateStatus(volume, status);
    return Optional.empty();
  }

  private boolean isThere(JsonNode reference) {
    ResourceId id =
        new ResourceId(
            "",
            "PersistentVolumeClaim",
            reference.path("namespace").asText(),
            reference.path("name").asText());
    return world
        .api()
        .get(id)
        .filter(claim -> Meta.uid(claim).equals(reference.path("uid").asText()))
        .isPresent();
  }
}
