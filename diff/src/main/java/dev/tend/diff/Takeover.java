package dev.tend.diff;

import static dev.tend.diff.merge.ClientSideApplyMigration.KNOWN_MANAGERS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.LiveState.FieldConflict;
import dev.tend.diff.merge.ApplyFailure;
import dev.tend.diff.merge.ClientSideApplyMigration;
import dev.tend.diff.merge.FieldManager;
import dev.tend.diff.merge.ManagedFields;
import dev.tend.diff.merge.ServerSideApply;
import dev.tend.manifest.Manifest;
import dev.tend.schema.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The first contact with an object that others applied before by other means: their fields become
 * ours before we apply, so that what the manifest lacks goes. No dry run can show that in one
 * request, so it is worked out here.
 */
public final class Takeover {
  private static final FieldManager TEND = FieldManager.applying("tend");

  private final Manifest manifest;
  private final ObjectNode live;
  private final ResourceType type;
  private final Optional<ObjectNode> migrated;

  private Takeover(
      Manifest manifest, ObjectNode live, ResourceType type, Optional<ObjectNode> migrated) {
    this.manifest = manifest;
    this.live = live;
    this.type = type;
    this.migrated = migrated;
  }

  static Takeover of(Manifest manifest, ObjectNode live, ResourceType type) {
    return new Takeover(manifest, live, type, adopted(live).map(fields -> with(live, fields)));
  }

  /**
   * What hands the fields over, as a JSON patch that the server refuses if the object has changed;
   * empty where there is nothing to take over.
   */
  public static Optional<ArrayNode> patch(ObjectNode live) {
    return adopted(live)
        .flatMap(ignored -> ClientSideApplyMigration.patch(live, KNOWN_MANAGERS, TEND));
  }

  private static Optional<ManagedFields> adopted(ObjectNode live) {
    try {
      ManagedFields fields = ManagedFields.of(live);
      // Whoever writes after our first apply is a manager like any other: it may conflict.
      return fields.find(TEND, "").isPresent()
          ? Optional.empty()
          : ClientSideApplyMigration.adopt(fields, KNOWN_MANAGERS, TEND);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ObjectNode with(ObjectNode live, ManagedFields fields) {
    ObjectNode copy = live.deepCopy();
    copy.withObject("/metadata").set("managedFields", fields.toJson());
    return copy;
  }

  boolean isNeeded() {
    return migrated.isPresent();
  }

  /** Conflicts with managers other than those that are taken over. */
  List<FieldConflict> conflicts() {
    return migrated
        .map(object -> apply(object, false))
        .map(
            outcome ->
                switch (outcome) {
                  case ServerSideApply.Outcome.Merged ignored -> List.<FieldConflict>of();
                  case ServerSideApply.Outcome.Conflicted conflicted ->
                      conflicted.conflicts().stream()
                          .map(c -> new FieldConflict(c.manager().name(), c.field()))
                          .toList();
                })
        .orElse(List.of());
  }

  /** The server's answer, without the fields that the taking over lets go. */
  ObjectNode complete(ObjectNode answer) {
    if (migrated.isEmpty()) {
      return answer;
    }
    return localResult()
        .map(
            result ->
                FieldRemoval.without(
                    answer,
                    ObjectPlanner.changes(live, result, type).stream()
                        .filter(change -> change.after() == null)
                        .map(FieldChange::path)
                        .toList()))
        .orElse(answer);
  }

  /** What would change, as far as it can be told without the server's admission and defaults. */
  List<FieldChange> localFields() {
    return localResult().map(result -> ObjectPlanner.changes(live, result, type)).orElse(List.of());
  }

  private Optional<ObjectNode> localResult() {
    try {
      return apply(migrated.orElse(live), true) instanceof ServerSideApply.Outcome.Merged merged
          ? Optional.of(merged.object())
          : Optional.empty();
    } catch (ApplyFailure e) {
      return Optional.empty();
    }
  }

  private ServerSideApply.Outcome apply(ObjectNode object, boolean force) {
    return ServerSideApply.apply(object, manifest.content(), type, TEND, force, Instant.EPOCH);
  }
}
