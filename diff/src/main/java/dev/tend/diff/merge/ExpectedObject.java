package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.ResourceType;
import dev.tend.schema.defaults.Defaults;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What applying a configuration comes to where nothing but the merge and the defaults of built-in
 * kinds has a say: what a server without admission would store.
 */
public final class ExpectedObject {
  private ExpectedObject() {}

  /**
   * Takes fields from their owners.
   *
   * @param live null where there is no object yet
   * @return empty where the configuration doesn't fit the schema, or there is none
   */
  public static Optional<ObjectNode> of(
      @Nullable ObjectNode live, ObjectNode applied, ResourceType type, FieldManager manager) {
    return merge(live, applied, type, manager, true);
  }

  /** Empty, too, where there is a conflict. */
  static Optional<ObjectNode> unforced(
      ObjectNode live, ObjectNode applied, ResourceType type, FieldManager manager) {
    return merge(live, applied, type, manager, false);
  }

  private static Optional<ObjectNode> merge(
      @Nullable ObjectNode live,
      ObjectNode applied,
      ResourceType type,
      FieldManager manager,
      boolean force) {
    try {
      if (ServerSideApply.apply(live, applied, type, manager, force, Instant.EPOCH)
          instanceof ServerSideApply.Outcome.Merged(ObjectNode merged)) {
        Defaults.fill(merged);
        Quantities.canonicalize(merged, type.schema());
        return Optional.of(merged);
      }
      return Optional.empty();
    } catch (ApplyFailure e) {
      return Optional.empty();
    }
  }
}
