package dev.tend.sandbox.server;

import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.Failures;
import dev.tend.schema.ResourceType;

/**
 * What a request is about.
 *
 * @param type the kind at the version of the path
 * @param namespace empty for cluster-scoped kinds, and for all namespaces
 * @param name empty for the collection
 * @param subresource empty for the object itself
 * @param watching whether the path itself asks for a watch, as old clients do
 */
record Target(
    ServedKind kind,
    ResourceType type,
    String namespace,
    String name,
    String subresource,
    boolean watching) {

  ResourceId id() {
    return kind.id(namespace, name);
  }

  /** {@code deployments.apps}. */
  String resource() {
    return type.resource();
  }

  String apiVersion() {
    return type.gvk().apiVersion();
  }

  ApiFailure notFound() {
    return Failures.notFound(resource(), name);
  }

  Target named(String otherName) {
    return new Target(kind, type, namespace, otherName, subresource, watching);
  }
}
