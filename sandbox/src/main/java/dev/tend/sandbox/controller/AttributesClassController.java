package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lets classes of volumes' attributes go once neither claim nor volume is of them. */
final class AttributesClassController {
  private static final String GROUP = "storage.k8s.io";
  private static final String KIND = "VolumeAttributesClass";
  private static final String PROTECTION = "kubernetes.io/vac-protection";
  private static final String NAMED = "volumeAttributesClassName";

  private final World world;

  private AttributesClassController(World world) {
    this.world = world;
  }

  static void start(World world, Parts parts) {
    AttributesClassController controller = new AttributesClassController(world);
    Loop<ResourceId> loop = parts.loop("attributesclass", 1, world.ticker(), controller::reconcile);
    parts.follow(world.api(), GROUP, KIND, event -> loop.add(event.id()));
    for (String user : List.of("PersistentVolumeClaim", "PersistentVolume")) {
      parts.follow(world.api(), "", user, event -> look(loop, event));
    }
  }

  private static void look(Loop<ResourceId> loop, ObjectEvent event) {
    ObjectNode before = event.previous() == null ? event.object() : event.previous();
    String name = before.path("spec").path(NAMED).asText("");
    if (!name.isEmpty()) {
      loop.add(new ResourceId(GROUP, KIND, "", name));
    }
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id).filter(Meta::deleting);
    if (found.isPresent() && !isUsed(id.name())) {
      world.api().update(Meta.withoutFinalizer(found.get(), PROTECTION), World.MANAGER);
    }
    return Optional.empty();
  }

  private boolean isUsed(String name) {
    return List.of("PersistentVolumeClaim", "PersistentVolume").stream()
        .flatMap(kind -> world.api().list("", kind, "").stream())
        .anyMatch(
            user ->
                user.path("spec").path(NAMED).asText().equals(name)
                    || user.path("status")
                        .path("currentVolumeAttributesClassName")
                        .asText()
                        .equals(name));
  }
}
