package dev.tend.manifest;

import java.util.Comparator;

/**
 * What makes an object itself: group, kind, namespace and name. The version is no part of it,
 * because the server does not see a version as another object.
 *
 * @param group API group, empty for the core group
 * @param namespace empty for cluster-scoped objects, and for namespaced ones that name none
 */
public record ResourceId(String group, String kind, String namespace, String name)
    implements Comparable<ResourceId> {
  private static final Comparator<ResourceId> ORDER =
      Comparator.comparing(ResourceId::group)
          .thenComparing(ResourceId::kind)
          .thenComparing(ResourceId::namespace)
          .thenComparing(ResourceId::name);

  public ResourceId withNamespace(String other) {
    return new ResourceId(group, kind, other, name);
  }

  /** {@code Deployment.apps}, or {@code Service} in the core group. */
  public String groupKind() {
    return group.isEmpty() ? kind : kind + "." + group;
  }

  /** {@code Deployment/web}, as people write it. */
  public String kindAndName() {
    return kind + "/" + name;
  }

  @Override
  public int compareTo(ResourceId other) {
    return ORDER.compare(this, other);
  }

  /** {@code Deployment.apps shop/web}, for messages. */
  @Override
  public String toString() {
    return groupKind() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }
}
