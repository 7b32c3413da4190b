package dev.tend.diff.merge;

/**
 * Who writes, and how: the key of an entry in managedFields, but for its apiVersion.
 *
 * @param subresource empty for the main resource
 */
public record FieldManager(String name, Operation operation, String subresource) {
  /** How a manager came to own a field. */
  public enum Operation {
    APPLY("Apply"),
    UPDATE("Update");

    private final String wireName;

    Operation(String wireName) {
      this.wireName = wireName;
    }

    /** As managedFields spells it. */
    public String wireName() {
      return wireName;
    }
  }

  public static FieldManager applying(String name) {
    return new FieldManager(name, Operation.APPLY, "");
  }

  public static FieldManager updating(String name) {
    return new FieldManager(name, Operation.UPDATE, "");
  }
}
