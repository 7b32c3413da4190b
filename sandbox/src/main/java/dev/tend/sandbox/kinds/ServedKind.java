package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.schema.ResourceType;
import java.util.List;
import java.util.Optional;

/**
 * A kind, at every version at which it is served.
 *
 * @param versions preferred first, at least one
 * @param crd what declares it; empty for a built-in kind
 */
public record ServedKind(
    GroupKind kind, List<ResourceType> versions, String storageVersion, Optional<ObjectNode> crd) {
  public ServedKind {
    versions = List.copyOf(versions);
  }

  public boolean isCustom() {
    return crd.isPresent();
  }

  /** The type that any version shares: names, scope. */
  public ResourceType any() {
    return versions.getFirst();
  }

  public Optional<ResourceType> at(String version) {
    return versions.stream().filter(type -> type.gvk().version().equals(version)).findFirst();
  }

  /** The type at the version of storage; the preferred one where that isn't served. */
  public ResourceType stored() {
    return at(storageVersion).orElse(any());
  }

  public String storedApiVersion() {
    return new GroupVersionKind(kind.group(), storageVersion, kind.kind()).apiVersion();
  }

  public boolean namespaced() {
    return any().namespaced();
  }

  /** {@code deployments.apps}. */
  public String resource() {
    return any().resource();
  }

  public boolean hasStatus() {
    return stored().has("status");
  }

  public ResourceId id(String namespace, String name) {
    return new ResourceId(kind.group(), kind.kind(), namespace, name);
  }
}
