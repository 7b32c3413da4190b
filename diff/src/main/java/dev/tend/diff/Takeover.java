package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.LiveState.FieldConflict;
import dev.tend.diff.merge.ApplyFailure;
import dev.tend.diff.merge.ClientSideApplyMigration;
import dev.tend.diff.merge.FieldManager;
import dev.tend.diff.merge.FieldSet;
import dev.tend.diff.merge.ManagedFields;
import dev.tend.diff.merge.ServerSideApply;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.schema.ResourceType;
import dev.tend.schema.defaults.Defaults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must happen to an object's owners before we apply. On first contact the fields that others
 * set by client-side apply become ours, so that what the manifest lacks goes; replicas that an
 * autoscaler is to scale are let go, so that they stay. No dry run can show that in one request, so
 * it is worked out here.
 */
public final class Takeover {
  static final FieldManager TEND = FieldManager.applying("tend");
  private static final FieldSet REPLICAS = FieldSet.of(FieldPath.of("spec", "replicas"));

  private final Manifest manifest;
  private final ObjectNode live;
  private final ResourceType type;
  private final boolean letsReplicasGo;
  private final Optional<ManagedFields> owners;

  private Takeover(Manifest manifest, ObjectNode live, ResourceType type, boolean letsReplicasGo) {
    this.manifest = manifest;
    this.live = live;
    this.type = type;
    this.letsReplicasGo = letsReplicasGo;
    this.owners = owners(live, letsReplicasGo);
  }

  /**
   * @param autoscaled whether something else is to decide about the object's replicas
   */
  static Takeover of(Manifest manifest, ObjectNode live, ResourceType type, boolean autoscaled) {
    return new Takeover(manifest, live, type, autoscaled && dropsReplicas(manifest, live));
  }

  /** Whether we own the object's replicas and the manifest no longer sets them. */
  static boolean dropsReplicas(Manifest manifest, ObjectNode live) {
    return !manifest.content().path("spec").has("replicas")
        && live.path("spec").has("replicas")
        && fields(live)
            .flatMap(fields -> fields.find(TEND, ""))
            .filter(own -> !own.fields().intersection(REPLICAS).isEmpty())
            .isPresent();
  }

  /**
   * What changes the owners before a planned update, as a JSON patch that the server refuses if the
   * object has changed; empty where there is nothing to change.
   *
   * @param live the object as it stands now, which may be newer than the plan
   */
  public static Optional<ArrayNode> patch(Change.Update update, ObjectNode live) {
    JsonNode planned = update.result().path("spec").path("replicas");
    boolean letsReplicasGo =
        dropsReplicas(update.manifest(), update.live())
            && planned.equals(update.live().path("spec").path("replicas"));
    return owners(live, letsReplicasGo)
        .map(
            owners -> {
              ArrayNode patch = JsonNodeFactory.instance.arrayNode();
              operation(patch, "managedFields").set("value", owners.toJson());
              operation(patch, "resourceVersion")
                  .put("value", live.path("metadata").path("resourceVersion").asText());
              return patch;
            });
  }

  private static ObjectNode operation(ArrayNode patch, String field) {
    return patch.addObject().put("op", "replace").put("path", "/metadata/" + field);
  }

  private static Optional<ManagedFields> owners(ObjectNode live, boolean letReplicasGo) {
    return fields(live)
        .flatMap(
            fields -> {
              Optional<ManagedFields.Entry> own = fields.find(TEND, "");
              if (own.isEmpty()) {
                return ClientSideApplyMigration.adopt(
                    fields, ClientSideApplyMigration.KNOWN_MANAGERS, TEND);
              }
              // Whoever writes after our first apply is a manager like any other: it may conflict.
              return letReplicasGo ? Optional.of(without(fields, own.get())) : Optional.empty();
            });
  }

  private static ManagedFields without(ManagedFields fields, ManagedFields.Entry own) {
    List<ManagedFields.Entry> entries = new ArrayList<>(fields.entries());
    entries.replaceAll(
        entry ->
            entry.equals(own)
                ? new ManagedFields.Entry(
                    own.manager(), own.apiVersion(), own.time(), own.fields().difference(REPLICAS))
                : entry);
    return new ManagedFields(entries);
  }

  private static Optional<ManagedFields> fields(ObjectNode live) {
    try {
      return Optional.of(ManagedFields.of(live));
    } catch (IllegalArgumentException e) {
      // The server forgets owners that it can't read, so there is nobody to take over from.
      return Optional.empty();
    }
  }

  boolean isNeeded() {
    return owners.isPresent();
  }

  /** Conflicts with managers other than those that are taken over. */
  List<FieldConflict> conflicts() {
    return owners.isEmpty() ? List.of() : localConflicts();
  }

  /** Conflicts, as far as they can be told without the server. */
  List<FieldConflict> localConflicts() {
    try {
      return apply(prepared(), false) instanceof ServerSideApply.Outcome.Conflicted conflicted
          ? conflicted.conflicts().stream()
              .map(conflict -> new FieldConflict(conflict.manager().name(), conflict.field()))
              .toList()
          : List.of();
    } catch (ApplyFailure e) {
      return List.of();
    }
  }

  /** The server's answer as it would be with the owners changed before. */
  ObjectNode complete(ObjectNode answer) {
    if (owners.isEmpty()) {
      return answer;
    }
    List<FieldPath> gone =
        localFields().stream()
            .filter(change -> change.after() == null)
            .map(FieldChange::path)
            .toList();
    ObjectNode complete = FieldRemoval.without(answer, gone);
    if (letsReplicasGo) {
      complete.withObject("/spec").set("replicas", live.path("spec").path("replicas"));
    }
    return complete;
  }

  /** What would change, as far as it can be told without the server's admission and defaults. */
  List<FieldChange> localFields() {
    return ObjectPlanner.changes(live, localResult(), type);
  }

  /** What would change in an object that is made anew, as far as its kind's defaults are known. */
  List<FieldChange> fieldsMadeAnew() {
    ObjectNode result = localResult().deepCopy();
    Defaults.fill(result);
    return ObjectPlanner.changes(live, result, type);
  }

  /** The object as it would be, without the server's admission and defaults. */
  ObjectNode localResult() {
    try {
      return apply(prepared(), true) instanceof ServerSideApply.Outcome.Merged merged
          ? merged.object()
          : live;
    } catch (ApplyFailure e) {
      return live;
    }
  }

  /** The object with its owners changed. */
  ObjectNode prepared() {
    if (owners.isEmpty()) {
      return live;
    }
    ObjectNode copy = live.deepCopy();
    copy.withObject("/metadata").set("managedFields", owners.get().toJson());
    return copy;
  }

  private ServerSideApply.Outcome apply(ObjectNode object, boolean force) {
    return ServerSideApply.apply(object, manifest.content(), type, TEND, force, Instant.EPOCH);
  }
}
