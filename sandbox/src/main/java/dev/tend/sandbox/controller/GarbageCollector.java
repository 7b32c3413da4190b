package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Deletes what has lost all of its owners, and lets owners go that wait for their dependents
 * (foreground) or leave them behind (orphan).
 */
final class GarbageCollector {
  private static final String FOREGROUND = "foregroundDeletion";
  private static final String ORPHAN = "orphan";

  /** Kinds that controllers own or are owned by, whatever else is served. */
  private static final List<GroupVersionKind> ALWAYS =
      List.of(
          new GroupVersionKind("", "v1", "Pod"),
          new GroupVersionKind("", "v1", "PersistentVolumeClaim"),
          new GroupVersionKind("", "v1", "Service"),
          new GroupVersionKind("", "v1", "Endpoints"),
          new GroupVersionKind("", "v1", "ConfigMap"),
          new GroupVersionKind("", "v1", "Secret"),
          new GroupVersionKind("apps", "v1", "Deployment"),
          new GroupVersionKind("apps", "v1", "ReplicaSet"),
          new GroupVersionKind("apps", "v1", "StatefulSet"),
          new GroupVersionKind("apps", "v1", "DaemonSet"),
          new GroupVersionKind("apps", "v1", "ControllerRevision"),
          new GroupVersionKind("batch", "v1", "Job"),
          new GroupVersionKind("batch", "v1", "CronJob"),
          new GroupVersionKind("discovery.k8s.io", "v1", "EndpointSlice"));

  private final World world;
  private final Parts parts;
  private final Set<String> followed = ConcurrentHashMap.newKeySet();

  /** What has an owner of a kind that isn't served: to be looked at again once it is. */
  private final Set<ResourceId> unclear = ConcurrentHashMap.newKeySet();

  private GarbageCollector(World world, Parts parts) {
    this.world = world;
    this.parts = parts;
  }

  static void start(World world, Parts parts) {
    // Kinds come and go while it runs: their subscriptions are parts of its own.
    Parts own = new Parts();
    parts.add(own::close);
    GarbageCollector collector = new GarbageCollector(world, own);
    Loop<ResourceId> loop = own.loop("garbage", 2, world.ticker(), collector::reconcile);
    collector.followAll(loop);
    own.follow(
        world.api(),
        "apiextensions.k8s.io",
        "CustomResourceDefinition",
        event -> collector.followAll(loop));
  }

  private void followAll(Loop<ResourceId> loop) {
    List<GroupVersionKind> fresh = new ArrayList<>(ALWAYS);
    fresh.addAll(world.api().kinds());
    fresh.removeIf(
        kind -> kind.kind().equals("Event") || !followed.add(kind.group() + "/" + kind.kind()));
    for (GroupVersionKind kind : fresh) {
      parts.follow(world.api(), kind.group(), kind.kind(), event -> heard(event, loop));
    }
    if (!fresh.isEmpty()) {
      unclear.forEach(loop::add);
    }
  }

  private void heard(ObjectEvent event, Loop<ResourceId> loop) {
    ObjectNode object = event.object();
    JsonNode owners = object.path("metadata").path("ownerReferences");
    if (event.type() == ObjectEvent.Type.DELETED) {
      unclear.remove(event.id());
      world.api().ownedBy(Meta.uid(object)).forEach(dependent -> loop.add(Meta.id(dependent)));
      for (JsonNode owner : owners) {
        ownerIds(event.id(), owner).forEach(loop::add);
      }
      return;
    }
    if (!owners.isEmpty()
        || Meta.hasFinalizer(object, FOREGROUND)
        || Meta.hasFinalizer(object, ORPHAN)) {
      loop.add(event.id());
    }
  }

  /** An owner is in the same namespace, or in none. */
  private static List<ResourceId> ownerIds(ResourceId dependent, JsonNode owner) {
    GroupVersionKind type =
        GroupVersionKind.of(owner.path("apiVersion").asText(), owner.path("kind").asText());
    String name = owner.path("name").asText();
    ResourceId global = new ResourceId(type.group(), type.kind(), "", name);
    return dependent.namespace().isEmpty()
        ? List.of(global)
        : List.of(global.withNamespace(dependent.namespace()), global);
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode object = found.get();
    try {
      if (!Meta.deleting(object)) {
        judge(object);
      } else if (Meta.hasFinalizer(object, ORPHAN)) {
        orphan(object);
      } else if (Meta.hasFinalizer(object, FOREGROUND)) {
        deleteDependents(object);
      }
    } catch (ApiFailure gone) {
      if (gone.code() != 404) {
        throw gone;
      }
    }
    return Optional.empty();
  }

  /** What an owner reference stands for. */
  private enum Owner {
    SOLID,
    WAITING,
    GONE
  }

  private Owner look(ResourceId dependent, JsonNode reference) {
    if (!isServed(reference)) {
      unclear.add(dependent);
      if (!isServed(reference)) {
        // Nobody can say whether it is there.
        return Owner.SOLID;
      }
    }
    for (ResourceId id : ownerIds(dependent, reference)) {
      Optional<ObjectNode> owner = world.api().get(id);
      if (owner.isPresent() && Meta.uid(owner.get()).equals(reference.path("uid").asText())) {
        boolean waiting = Meta.deleting(owner.get()) && Meta.hasFinalizer(owner.get(), FOREGROUND);
        return waiting ? Owner.WAITING : Owner.SOLID;
      }
    }
    return Owner.GONE;
  }

  private boolean isServed(JsonNode reference) {
    GroupVersionKind type =
        GroupVersionKind.of(reference.path("apiVersion").asText(), reference.path("kind").asText());
    // What was served once may have left owners that are gone; what is served is known at once.
    return followed.contains(type.group() + "/" + type.kind())
        || world.api().kinds().stream()
            .anyMatch(kind -> kind.group().equals(type.group()) && kind.kind().equals(type.kind()));
  }

  private void judge(ObjectNode object) {
    ResourceId id = Meta.id(object);
    unclear.remove(id);
    boolean solid = false;
    boolean waiting = false;
    List<String> lost = new ArrayList<>();
    for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
      switch (look(id, reference)) {
        case SOLID -> solid = true;
        case WAITING -> {
          waiting = true;
          lost.add(reference.path("uid").asText());
        }
        case GONE -> lost.add(reference.path("uid").asText());
      }
    }
    if (lost.isEmpty()) {
      return;
    }
    if (solid) {
      ObjectNode freed = object;
      for (String uid : lost) {
        freed = Claims.withoutOwner(freed, uid);
      }
      world.api().update(freed, World.MANAGER);
    } else {
      boolean hasDependents = waiting && !world.api().ownedBy(Meta.uid(object)).isEmpty();
      // As it was looked at: somebody may just have freed it, or owned it.
      world.api().deleteUnchanged(object, hasDependents ? "Foreground" : "Background");
    }
  }

  private void orphan(ObjectNode owner) {
    for (ObjectNode dependent : dependents(owner)) {
      ObjectNode freed = Claims.withoutOwner(dependent, Meta.uid(owner));
      world.api().update(freed, World.MANAGER);
    }
    world.api().update(Meta.withoutFinalizer(owner, ORPHAN), World.MANAGER);
  }

  private void deleteDependents(ObjectNode owner) {
    boolean blocked = false;
    for (ObjectNode dependent : dependents(owner)) {
      blocked |= blocks(dependent, owner);
      if (!Meta.deleting(dependent)) {
        judge(dependent);
      }
    }
    if (!blocked) {
      world.api().update(Meta.withoutFinalizer(owner, FOREGROUND), World.MANAGER);
    }
  }

  /** Each as it is when its turn comes: they change while others are dealt with. */
  private Iterable<ObjectNode> dependents(ObjectNode owner) {
    return () ->
        world.api().ownedBy(Meta.uid(owner)).stream()
            .map(Meta::id)
            .flatMap(id -> world.api().get(id).stream())
            .filter(object -> isOwned(object, owner))
            .iterator();
  }

  private static boolean isOwned(ObjectNode dependent, ObjectNode owner) {
    return dependent
        .path("metadata")
        .path("ownerReferences")
        .valueStream()
        .anyMatch(reference -> reference.path("uid").asText().equals(Meta.uid(owner)));
  }

  private static boolean blocks(ObjectNode dependent, ObjectNode owner) {
    for (JsonNode reference : dependent.path("metadata").path("ownerReferences")) {
      if (reference.path("uid").asText().equals(Meta.uid(owner))) {
        return reference.path("blockOwnerDeletion").asBoolean(false);
      }
    }
    return false;
  }
}
