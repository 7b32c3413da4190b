package dev.tend.render.kustomize.model;

/**
 * What tells an object from others while it is built. Unlike at the server the version counts.
 *
 * @param clusterScoped whether its kind certainly lives outside of namespaces
 */
public record ResId(Gvk gvk, String name, String namespace, boolean clusterScoped) {
  /** Stands for the namespace of what can have none. */
  public static final String NO_NAMESPACE = "_non_namespaceable_";

  /** The namespace that counts in comparisons. */
  public String effectiveNamespace() {
    if (clusterScoped) {
      return NO_NAMESPACE;
    }
    return namespace.isEmpty() ? "default" : namespace;
  }

  /** Equal for ids that mean the same object. */
  public ResId key() {
    return new ResId(gvk, name, effectiveNamespace(), false);
  }

  public boolean means(ResId other) {
    return isNamesake(other) && sharesNamespace(other);
  }

  /** Whether both have a kind and name in common. */
  public boolean isNamesake(ResId other) {
    return name.equals(other.name) && gvk.equals(other.gvk);
  }

  public boolean sharesNamespace(ResId other) {
    return effectiveNamespace().equals(other.effectiveNamespace());
  }

  /** {@code Deployment web in shop}, for messages. */
  @Override
  public String toString() {
    String at = gvk.apiVersion().isEmpty() ? "" : " (" + gvk.apiVersion() + ")";
    return gvk.kind() + at + " " + name + (namespace.isEmpty() ? "" : " in " + namespace);
  }
}
