package dev.tend.manifest;

import java.util.Comparator;

/**
 * A kind at one version of its API group.
 *
 * @param group API group, empty for the core group
 */
public record GroupVersionKind(String group, String version, String kind)
    implements Comparable<GroupVersionKind> {
  private static final Comparator<GroupVersionKind> ORDER =
      Comparator.comparing(GroupVersionKind::group)
          .thenComparing(GroupVersionKind::version)
          .thenComparing(GroupVersionKind::kind);

  /** From an {@code apiVersion} as manifests carry it: {@code apps/v1}, or {@code v1}. */
  public static GroupVersionKind of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return slash < 0
        ? new GroupVersionKind("", apiVersion, kind)
        : new GroupVersionKind(
            apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
  }

  /** {@code apps/v1}, or {@code v1} in the core group. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  @Override
  public int compareTo(GroupVersionKind other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return apiVersion() + " " + kind;
  }
}
