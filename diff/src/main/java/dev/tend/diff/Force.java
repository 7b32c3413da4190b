package dev.tend.diff;

import dev.tend.diff.LiveState.FieldConflict;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which fields of other managers may be taken.
 *
 * @param everything all of them
 * @param names managers, and fields as servers spell them ({@code .spec.replicas}) with what is
 *     below
 */
public record Force(boolean everything, Set<String> names) {
  public static final Force NONE = new Force(false, Set.of());
  public static final Force ALL = new Force(true, Set.of());

  public Force {
    names = Set.copyOf(names);
  }

  public static Force of(boolean everything, Collection<String> names) {
    return new Force(everything, Set.copyOf(names));
  }

  public boolean takes(FieldConflict conflict) {
    return everything || names.stream().anyMatch(name -> isMeant(name, conflict));
  }

  /** Those of the names that none of these conflicts has to do with, sorted. */
  public List<String> idle(List<FieldConflict> conflicts) {
    return names.stream()
        .filter(name -> conflicts.stream().noneMatch(conflict -> isMeant(name, conflict)))
        .sorted()
        .toList();
  }

  private static boolean isMeant(String name, FieldConflict conflict) {
    return name.equals(conflict.manager()) || isBelow(conflict.field(), name);
  }

  /** A write by force takes all that an object is in conflict about, so it must be all or none. */
  public boolean takesAll(List<FieldConflict> conflicts) {
    return conflicts.stream().allMatch(this::takes);
  }

  private static boolean isBelow(String field, String name) {
    return name.startsWith(".")
        && field.startsWith(name)
        && (field.length() == name.length() || ".[".indexOf(field.charAt(name.length())) >= 0);
  }
}
