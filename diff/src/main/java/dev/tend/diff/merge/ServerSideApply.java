package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath;
import dev.tend.schema.ResourceType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Server-side apply as the API server does it: an object, an applied configuration and the managed
 * fields of both in, the merged object with its new managed fields out. Nothing given is changed.
 */
public final class ServerSideApply {
  private ServerSideApply() {}

  /** What an apply comes to. */
  public sealed interface Outcome {
    /** The merged object, managedFields included. */
    record Merged(ObjectNode object) implements Outcome {}

    /** Other managers own fields that the applied configuration would change. */
    record Conflicted(List<Conflict> conflicts) implements Outcome {
      public Conflicted {
        conflicts = List.copyOf(conflicts);
      }

      /** As the server's Status says it. */
      public String message() {
        return Conflicts.message(conflicts);
      }
    }
  }

  /** A field that another manager owns with another value. */
  public record Conflict(FieldManager manager, String apiVersion, FieldPath path) {
    /** The path as the server spells it: {@code .spec.ports[port=80,protocol="TCP"].nodePort}. */
    public String field() {
      return PathElements.display(path);
    }

    /** Whom it conflicts with, as a cause in the server's Status says it. */
    public String message() {
      return "conflict with " + Conflicts.display(manager, apiVersion);
    }
  }

  /**
   * Applies a configuration, with the usual {@link ResetFields}.
   *
   * @param live the object as it stands, or null where there is none
   * @param applied the configuration, without managedFields
   * @param force whether to take fields from their owners
   * @return a merged object that equals live where nothing changes
   * @throws ApplyFailure where the configuration doesn't fit the schema
   */
  public static Outcome apply(
      @Nullable ObjectNode live,
      ObjectNode applied,
      ResourceType type,
      FieldManager manager,
      boolean force,
      Instant now) {
    return apply(live, applied, type, manager, force, now, ResetFields.of(type, manager));
  }

  /**
   * Applies a configuration.
   *
   * @param resetFields what writes to this endpoint neither change nor own
   */
  public static Outcome apply(
      @Nullable ObjectNode live,
      ObjectNode applied,
      ResourceType type,
      FieldManager manager,
      boolean force,
      Instant now,
      FieldSet resetFields) {
    return new Application(live, applied, type, manager, force, now, resetFields).run();
  }

  /**
   * Records the ownership that comes of a create, an update or a patch, with the usual {@link
   * ResetFields}.
   *
   * @param live the object before, or null on a create
   * @param updated the object as it will be stored; its own managedFields are the starting point,
   *     those of live where it has none
   * @return updated with its new managedFields
   */
  public static ObjectNode recordUpdate(
      @Nullable ObjectNode live,
      ObjectNode updated,
      ResourceType type,
      FieldManager manager,
      Instant now) {
    return recordUpdate(live, updated, type, manager, now, ResetFields.of(type, manager));
  }

  /**
   * Records the ownership that comes of a create, an update or a patch.
   *
   * @param resetFields what writes to this endpoint don't own
   */
  public static ObjectNode recordUpdate(
      @Nullable ObjectNode live,
      ObjectNode updated,
      ResourceType type,
      FieldManager manager,
      Instant now,
      FieldSet resetFields) {
    ObjectNode before = live == null ? JsonNodeFactory.instance.objectNode() : live;
    String apiVersion = updated.path("apiVersion").asText(type.gvk().apiVersion());
    ManagedFields start = startOf(before, updated, manager);
    Ownership ownership = new Ownership(Typing.of(type.schema()), resetFields);
    ManagedFields managed =
        ownership.update(
            Ownership.bare(before), Ownership.bare(updated), start, manager, apiVersion, now);
    return Ownership.settle(live, managed.writeTo(updated));
  }

  /**
   * A client may edit managedFields, though not through a subresource, nor lose them by accident.
   */
  private static ManagedFields startOf(ObjectNode live, ObjectNode updated, FieldManager manager) {
    JsonNode sent = updated.path("metadata").path("managedFields");
    if (manager.subresource().isEmpty()) {
      if (ManagedFields.isReset(sent)) {
        return ManagedFields.NONE;
      }
      ManagedFields own = orNone(sent);
      if (!own.isEmpty()) {
        return own;
      }
    }
    return orNone(live.path("metadata").path("managedFields"));
  }

  private static ManagedFields orNone(JsonNode list) {
    try {
      return ManagedFields.parse(list);
    } catch (IllegalArgumentException e) {
      // The server forgets the owners of an object whose managedFields it can't read.
      return ManagedFields.NONE;
    }
  }
}
