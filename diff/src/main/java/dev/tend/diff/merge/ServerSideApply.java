package dev.tend.diff.merge;

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
    }
  }

  /** A field that another manager owns with another value. */
  public record Conflict(FieldManager manager, String apiVersion, FieldPath path) {}

  /**
   * Applies a configuration.
   *
   * @param live the object as it stands, or null where there is none
   * @param applied the configuration, without managedFields
   * @param force whether to take fields from their owners
   */
  public static Outcome apply(
      @Nullable ObjectNode live,
      ObjectNode applied,
      ResourceType type,
      FieldManager manager,
      boolean force,
      Instant now) {
    throw new UnsupportedOperationException();
  }

  /**
   * Records the ownership that comes of a create, an update or a patch.
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
    throw new UnsupportedOperationException();
  }
}
