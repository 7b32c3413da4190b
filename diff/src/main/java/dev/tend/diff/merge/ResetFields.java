package dev.tend.diff.merge;

import dev.tend.manifest.FieldPath;
import dev.tend.schema.ResourceType;

/** The fields that an endpoint leaves as they are, whatever is written to it. */
public final class ResetFields {
  private static final FieldSet STATUS = FieldSet.of(FieldPath.of("status"));

  private static final FieldSet ALL_BUT_STATUS =
      FieldSet.of(FieldPath.of("spec"), FieldPath.of("metadata", "labels"));

  private ResetFields() {}

  /**
   * Where a type has a status subresource, its main endpoint leaves the status alone and the status
   * endpoint leaves spec and labels.
   */
  public static FieldSet of(ResourceType type, FieldManager manager) {
    if (!type.has("status")) {
      return FieldSet.EMPTY;
    }
    return manager.subresource().equals("status") ? ALL_BUT_STATUS : STATUS;
  }
}
