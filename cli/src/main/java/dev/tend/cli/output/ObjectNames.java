package dev.tend.cli.output;

import dev.tend.manifest.ResourceId;
import java.util.List;
import java.util.stream.Collectors;

/** Names objects in a line. */
public final class ObjectNames {
  private static final int NAMED = 5;

  private ObjectNames() {}

  /** {@code 3 objects}. */
  static String count(int objects) {
    return objects == 1 ? "1 object" : objects + " objects";
  }

  /** The one there is by its name, else how many there are. */
  static String subject(List<ResourceId> ids) {
    return ids.size() == 1 ? ids.getFirst().toString() : count(ids.size());
  }

  /** The first few, and how many there are beyond them. */
  static String first(List<ResourceId> ids) {
    String names =
        ids.stream().limit(NAMED).map(ResourceId::toString).collect(Collectors.joining(", "));
    return ids.size() > NAMED ? "%s and %d more".formatted(names, ids.size() - NAMED) : names;
  }

  /** How many, and the first few by name. */
  public static String of(List<ResourceId> ids) {
    return ids.isEmpty() ? "0 objects" : count(ids.size()) + ": " + first(ids);
  }
}
