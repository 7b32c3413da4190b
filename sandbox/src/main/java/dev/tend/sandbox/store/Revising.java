package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.caller.Caller;
import dev.tend.sandbox.store.KindRules.Part;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a wanted object the one to store: what a writer may not touch stays, the rest follows.
 */
final class Revising {
  /** Kinds whose annotations a write of the status may change, too. */
  private static final Set<GroupKind> ANNOTATED_BY_STATUS =
      Set.of(new GroupKind("apps", "Deployment"));

  /** What a write of the status leaves alone, of kinds where it writes other metadata. */
  private static final Map<GroupKind, List<String>> LEFT_BY_STATUS =
      Map.of(
          new GroupKind("apps", "Deployment"),
          List.of("labels"),
          new GroupKind("", "Pod"),
          List.of("ownerReferences", "deletionTimestamp"),
          new GroupKind("apiregistration.k8s.io", "APIService"),
          List.of("labels", "annotations", "finalizers", "ownerReferences"));

  /** What no writer may say first; the rules refuse it. */
  private static final Set<String> CLAIMED =
      Set.of("deletionTimestamp", "deletionGracePeriodSeconds");

  /** The parts of whose changes an object's generation tells. */
  private static final Set<Part> COUNTED =
      EnumSet.of(Part.MAIN, Part.FINALIZE, Part.SCALE, Part.EPHEMERAL, Part.RESIZE);

  private static final List<String> KEPT =
      List.of(
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generation");

  private final KindRules rules;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Revising(KindRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  ObjectNode create(ObjectNode object, WriteOptions options) {
    ObjectNode fresh = object.deepCopy();
    ObjectNode metadata = Meta.metadata(fresh);
    if (!Meta.resourceVersion(fresh).isEmpty()) {
      throw Failures.badRequest("resourceVersion should not be set on objects to be created");
    }
    String prefix = metadata.path("generateName").asText("");
    if (Meta.name(fresh).isEmpty() && !prefix.isEmpty()) {
      metadata.put("name", Names.generate(prefix, random));
    }
    KEPT.forEach(metadata::remove);
    metadata.remove("selfLink");
    GroupKind kind = GroupKind.of(Meta.id(fresh));
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", Meta.time(clock.instant()));
    if (rules.hasGeneration(kind)) {
      metadata.put("generation", 1);
    }
    fresh = rules.prepare(null, fresh, Part.MAIN, options);
    rules.validate(null, fresh, Part.MAIN, options);
    return fresh;
  }

  /** The live object itself where nothing changes. */
  ObjectNode revise(
      ResourceId id, ObjectNode live, ObjectNode wanted, Part part, WriteOptions options) {
    GroupKind kind = GroupKind.of(id);
    checkVersion(id, kind, live, wanted);
    ObjectNode next = merge(kind, live, wanted, part, options);
    ObjectNode metadata = Meta.metadata(next);
    boolean client = options.caller() != Caller.CONTROL_PLANE;
    for (String field : KEPT) {
      JsonNode kept = live.path("metadata").get(field);
      if (kept != null || !client || !CLAIMED.contains(field)) {
        copyOrRemove(kept, metadata, field);
      }
    }
    metadata.put("name", id.name());
    metadata.put("resourceVersion", Meta.resourceVersion(live));
    next = rules.prepare(live, next, part, options);
    rules.validate(live, next, part, options);
    if (rules.hasGeneration(kind) && COUNTED.contains(part) && !sameSpec(kind, live, next)) {
      Meta.metadata(next).put("generation", live.path("metadata").path("generation").asInt() + 1);
    }
    return ManagedTimes.sameButForTimes(live, next) ? live : next;
  }

  private void checkVersion(ResourceId id, GroupKind kind, ObjectNode live, ObjectNode wanted) {
    String uid = Meta.uid(wanted);
    if (!uid.isEmpty() && !uid.equals(Meta.uid(live))) {
      throw Failures.conflict(
          rules.resource(kind),
          id.name(),
          ("StorageError: invalid object, Code: 4, Key: %s, ResourceVersion: 0, AdditionalErrorMsg:"
                  + " Precondition failed: UID in precondition: %s, UID in object meta: %s")
              .formatted(RegistryKeys.of(rules.resource(kind), id), uid, Meta.uid(live)));
    }
    String version = Meta.resourceVersion(wanted);
    if (!version.isEmpty() && !version.chars().allMatch(Character::isDigit)) {
      throw new ApiFailure(
          500, "", "strconv.ParseUint: parsing \"%s\": invalid syntax".formatted(version));
    }
    if (!version.isEmpty() && !version.equals(Meta.resourceVersion(live))) {
      throw Failures.modified(rules.resource(kind), id.name());
    }
  }

  private ObjectNode merge(
      GroupKind kind, ObjectNode live, ObjectNode wanted, Part part, WriteOptions options) {
    if (part == Part.STATUS || part == Part.APPROVAL) {
      boolean client = options.caller() != Caller.CONTROL_PLANE;
      ObjectNode next =
          client && rules.statusBringsMetadata(kind)
              ? withMetadata(kind, live, wanted)
              : live.deepCopy();
      if (part == Part.APPROVAL) {
        copyOrRemove(
            wanted.path("status").get("conditions"), next.withObject("/status"), "conditions");
      } else {
        copyOrRemove(wanted.get("status"), next, "status");
      }
      copyOrRemove(
          wanted.path("metadata").get("managedFields"), Meta.metadata(next), "managedFields");
      if (ANNOTATED_BY_STATUS.contains(kind)) {
        copyOrRemove(
            wanted.path("metadata").get("annotations"), Meta.metadata(next), "annotations");
      }
      return next;
    }
    ObjectNode next = wanted.deepCopy();
    if (rules.hasStatus(kind)) {
      copyOrRemove(live.get("status"), next, "status");
    }
    if (part == Part.BINDING) {
      scheduled(next);
    }
    return next;
  }

  /** Who binds a pod says that it is scheduled. */
  private void scheduled(ObjectNode pod) {
    ArrayNode conditions = pod.withObject("/status").withArray("conditions");
    for (int i = conditions.size() - 1; i >= 0; i--) {
      if (conditions.get(i).path("type").asText().equals("PodScheduled")) {
        conditions.remove(i);
      }
    }
    conditions
        .addObject()
        .putNull("lastProbeTime")
        .put("lastTransitionTime", Meta.time(clock.instant()))
        .put("status", "True")
        .put("type", "PodScheduled");
  }

  private static ObjectNode withMetadata(GroupKind kind, ObjectNode live, ObjectNode wanted) {
    ObjectNode next = live.deepCopy();
    next.set("metadata", wanted.path("metadata").deepCopy());
    for (String left : LEFT_BY_STATUS.getOrDefault(kind, List.of())) {
      copyOrRemove(live.path("metadata").get(left), Meta.metadata(next), left);
    }
    return next;
  }

  /** Whether all but metadata and status is the same. */
  private boolean sameSpec(GroupKind kind, ObjectNode live, ObjectNode next) {
    List<String> aside =
        rules.hasStatus(kind)
            ? List.of("apiVersion", "metadata", "status")
            : List.of("apiVersion", "metadata");
    return rest(live, aside).equals(rest(next, aside));
  }

  private static Map<String, JsonNode> rest(ObjectNode object, List<String> aside) {
    Map<String, JsonNode> rest = new HashMap<>();
    object.properties().forEach(field -> rest.put(field.getKey(), field.getValue()));
    rest.keySet().removeAll(aside);
    return rest;
  }

  private static void copyOrRemove(@Nullable JsonNode value, ObjectNode target, String field) {
    if (value == null || value.isNull()) {
      target.remove(field);
    } else {
      target.set(field, value.deepCopy());
    }
  }
}
