package dev.tend.manifest;

/**
 * What makes an object itself: group, kind, namespace and name. The version is no part of it,
 * because the server does not see a version as another object.
 *
 * @param group API group, empty for the core group
 * @param namespace empty for cluster-scoped objects, and for namespaced ones that name none
 */
public record ResourceId(String group, String kind, String namespace, String name)
    implements Comparable<ResourceId> {
  public ResourceId withNamespace(String other) {
    return new ResourceId(group, kind, other, name);
  }

  public ResourceId withName(String other) {
    return new ResourceId(group, kind, namespace, other);
  }

  /** {@code Deployment.apps}, or {@code Service} in the core group. */
  public String groupKind() {
    return group.isEmpty() ? kind : kind + "." + group;
  }

  /** {@code Deployment/web}, as people write it. */
  public String kindAndName() {
    return kind + "/" + name;
  }

  /** By group, kind, namespace and name: written out, because stores compare all day. */
  @Override
  public int compareTo(ResourceId other) {
    int order = group.compareTo(other.group);
    if (order == 0) {
      order = kind.compareTo(other.kind);
    }
    if (order == 0) {
      order = namespace.compareTo(other.namespace);
    }
    return order == 0 ? name.compareTo(other.name) : order;
  }

  /** {@code Deployment.apps shop/web}, for messages. */
  @Override
  public String toString() {
    return groupKind() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }
}
