package dev.tend.sandbox.store;

import dev.tend.manifest.ResourceId;
import java.util.Comparator;

/** A kind, whatever its version: what objects are stored under. */
public record GroupKind(String group, String kind) implements Comparable<GroupKind> {
  private static final Comparator<GroupKind> ORDER =
      Comparator.comparing(GroupKind::group).thenComparing(GroupKind::kind);

  public static GroupKind of(ResourceId id) {
    return new GroupKind(id.group(), id.kind());
  }

  @Override
  public int compareTo(GroupKind other) {
    return ORDER.compare(this, other);
  }

  /** {@code Deployment.apps}, or {@code Service} in the core group. */
  @Override
  public String toString() {
    return group.isEmpty() ? kind : kind + "." + group;
  }
}
