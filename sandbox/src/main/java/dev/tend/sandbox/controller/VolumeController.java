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
    if (lost && policy(volume).equals("Delete")) {
      reclaim(volume);
      return Optional.empty();
    }
    say(volume, lost ? "Released" : claimed ? "Bound" : "Available", "");
    return Optional.empty();
  }

  private static String policy(ObjectNode volume) {
    return volume.path("spec").path("persistentVolumeReclaimPolicy").asText();
  }

  /** Deletes what somebody can delete: provisioners theirs, the controller folders for tests. */
  private void reclaim(ObjectNode volume) {
    JsonNode folder = volume.path("spec").path("hostPath").path("path");
    boolean made = volume.path("metadata").path("annotations").has(Volumes.PROVISIONED_BY);
    if (made || folder.asText("").matches("/tmp/.+")) {
      world.api().delete(volume, "Background");
      return;
    }
    String why =
        folder.isMissingNode()
            ? "error getting deleter volume plugin for volume \"%s\": %s"
                .formatted(Meta.name(volume), "no deletable volume plugin matched")
            : "host_path deleter only supports /tmp/.+ but received provided " + folder.asText();
    if (!volume.path("status").path("phase").asText().equals("Failed")) {
      ObjectNode failed = say(volume, "Failed", why);
      world.warning(failed, "persistentvolume-controller", "VolumeFailedDelete", why);
    }
  }

  private ObjectNode say(ObjectNode volume, String phase, String message) {
    ObjectNode status = World.statusOf(volume);
    status.put("phase", phase);
    status.remove("message");
    if (!message.isEmpty()) {
      status.put("message", message);
    }
    return world.updateStatus(volume, status);
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
