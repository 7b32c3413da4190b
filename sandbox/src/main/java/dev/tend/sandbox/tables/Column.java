package dev.tend.sandbox.tables;

/**
 * One column of a table.
 *
 * @param type string, integer, number, boolean or date
 * @param format {@code name} for the column of names, else mostly empty
 * @param priority 0 for always, more for wide output only
 */
record Column(String name, String type, String format, String description, int priority) {
  static final Column NAME =
      new Column(
          "Name",
          "string",
          "name",
          "Name must be unique within a namespace. Is required when creating resources, although"
              + " some resources may allow a client to request the generation of an appropriate"
              + " name automatically.",
          0);

  static final Column AGE =
      new Column(
          "Age",
          "string",
          "",
          "CreationTimestamp is a timestamp representing the server time when this object was"
              + " created.",
          0);

  static Column text(String name, String description) {
    return new Column(name, "string", "", description, 0);
  }

  static Column number(String name, String description) {
    return new Column(name, "integer", "", description, 0);
  }

  static Column flag(String name, String description) {
    return new Column(name, "boolean", "", description, 0);
  }

  /** Shown by {@code -o wide} only. */
  static Column wide(String name, String description) {
    return new Column(name, "string", "", description, 1);
  }
}
