package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.schema.ResourceType;
import java.util.List;
import java.util.Optional;

/**
 * A kind, at every version at which it is served.
 *
 * @param kind what its objects are stored under
 * @param versions preferred first, at least one; they may be of several groups
 * @param storedApiVersion the version at which its objects are stored
 * @param crd what declares it; empty for a built-in kind
 */
public record ServedKind(
    GroupKind kind,
    List<ResourceType> versions,
    String storedApiVersion,
    Optional<ObjectNode> crd) {
  public ServedKind {
    versions = List.copyOf(versions);
  }

  public boolean isCustom() {
    return crd.isPresent();
  }

  public Optional<ResourceType> at(String apiVersion) {
    return versions.stream().filter(type -> type.gvk().apiVersion().equals(apiVersion)).findFirst();
  }

  /** The type at the version of storage; the preferred one where that isn't served. */
  public ResourceType stored() {
    return at(storedApiVersion).orElse(versions.getFirst());
  }

  public boolean namespaced() {
    return versions.getFirst().namespaced();
  }

  /** {@code deployments.apps}. */
  public String resource() {
    return stored().resource();
  }

  public boolean hasStatus() {
    return stored().has("status");
  }

  public ResourceId id(String namespace, String name) {
    return new ResourceId(kind.group(), kind.kind(), namespace, name);
  }
}
