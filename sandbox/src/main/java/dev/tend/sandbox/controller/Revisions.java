package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The ControllerRevisions of a StatefulSet or DaemonSet: one per pod template that it had. */
final class Revisions {
  static final String HASH = "controller.kubernetes.io/hash";

  /** Names the revision on pods; its value is a name for StatefulSets, a hash for DaemonSets. */
  static final String POD_LABEL = "controller-revision-hash";

  private static final Comparator<ObjectNode> BY_NUMBER =
      Comparator.comparingLong((ObjectNode revision) -> revision.path("revision").asLong())
          .thenComparing(Meta.BY_AGE);

  private final World world;
  private final ObjectNode owner;
  private final List<ObjectNode> all;

  /** Oldest first; the last one is that of the present template. */
  static Revisions of(World world, ObjectNode owner) {
    List<ObjectNode> known =
        new ArrayList<>(Claims.of(world.api(), owner, "apps", "ControllerRevision"));
    known.sort(BY_NUMBER);
    return new Revisions(world, owner, known);
  }

  private Revisions(World world, ObjectNode owner, List<ObjectNode> known) {
    this.world = world;
    this.owner = owner;
    this.all = known;
    if (!Meta.deleting(owner)) {
      keepNewest();
    }
  }

  private void keepNewest() {
    JsonNode template = owner.path("spec").path("template");
    long number = all.isEmpty() ? 0 : all.getLast().path("revision").asLong();
    for (int i = all.size() - 1; i >= 0; i--) {
      ObjectNode known = all.get(i);
      if (Templates.same(template(known), template)) {
        if (i < all.size() - 1) {
          ObjectNode newest = known.deepCopy();
          all.remove(i);
          all.add(world.api().update(numbered(newest, number + 1), World.MANAGER));
        }
        return;
      }
    }
    all.add(world.api().create(make(template, number + 1), World.MANAGER));
  }

  private static ObjectNode numbered(ObjectNode revision, long number) {
    return revision.put("revision", Math.toIntExact(number));
  }

  private ObjectNode make(JsonNode template, long number) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ObjectNode patched = template.deepCopy();
    patched.put("$patch", "replace");
    data.putObject("spec").set("template", patched);
    int collisions = owner.path("status").path("collisionCount").asInt(0);
    boolean daemon = owner.path("kind").asText().equals("DaemonSet");
    String hash = daemon ? Templates.hash(template, collisions) : RevisionHash.of(data, collisions);
    String name = Meta.name(owner) + "-" + hash;
    ObjectNode revision = Meta.object("apps/v1", "ControllerRevision", Meta.namespace(owner), name);
    ObjectNode metadata = revision.withObject("/metadata");
    ObjectNode labels = metadata.putObject("labels");
    template
        .path("metadata")
        .path("labels")
        .properties()
        .forEach(e -> labels.set(e.getKey(), e.getValue()));
    labels.put(daemon ? POD_LABEL : HASH, hash);
    JsonNode annotations = owner.path("metadata").path("annotations");
    if (!annotations.isEmpty()) {
      metadata.set("annotations", annotations.deepCopy());
    }
    metadata.putArray("ownerReferences").add(Meta.controllerReference(owner));
    revision.set("data", data);
    return numbered(revision, number);
  }

  /** What names a revision on a DaemonSet's pods. */
  static String hash(ObjectNode revision) {
    return Meta.label(revision, POD_LABEL);
  }

  static ObjectNode template(ObjectNode revision) {
    ObjectNode template = revision.path("data").path("spec").path("template").deepCopy();
    template.remove("$patch");
    return template;
  }

  ObjectNode newest() {
    return all.getLast();
  }

  /** The revision of this name, or the newest. */
  ObjectNode named(String name) {
    return all.stream().filter(known -> Meta.name(known).equals(name)).findFirst().orElse(newest());
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Deletes the oldest of those that no pod has, beyond the limit. */
  void truncate(List<ObjectNode> pods, List<String> inUse) {
    Set<String> live = new HashSet<>(inUse);
    live.addAll(pods.stream().map(pod -> Meta.label(pod, POD_LABEL)).collect(Collectors.toSet()));
    List<ObjectNode> old = all.stream().limit(Math.max(0, all.size() - 1L)).toList();
    List<ObjectNode> history =
        old.stream()
            .filter(known -> !live.contains(Meta.name(known)))
            .filter(known -> !live.contains(hash(known)) || hash(known).isEmpty())
            .toList();
    int limit = owner.path("spec").path("revisionHistoryLimit").asInt(10);
    // A DaemonSet counts those that pods have, too, a StatefulSet doesn't.
    boolean daemon = owner.path("kind").asText().equals("DaemonSet");
    int count = daemon ? old.size() : history.size();
    history.stream()
        .limit(Math.max(0, count - limit))
        .forEach(gone -> world.api().delete(gone, "Background"));
  }
}
