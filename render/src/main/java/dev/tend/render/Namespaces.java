package dev.tend.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.schema.CustomResourceSchemas;
import dev.tend.schema.ResourceType;
import dev.tend.schema.SchemaCatalog;
import java.util.List;
import java.util.Optional;

/** Puts objects that name no namespace into their App's, as far as their scope is known. */
final class Namespaces {
  private Namespaces() {}

  /** The catalog, and what the CRDs among the manifests declare. */
  static SchemaCatalog withCrds(SchemaCatalog catalog, List<Manifest> manifests) {
    List<ObjectNode> crds =
        manifests.stream().filter(Namespaces::isCrd).map(Manifest::content).toList();
    return CustomResourceSchemas.with(catalog, crds);
  }

  static Manifest fill(Manifest manifest, String namespace, SchemaCatalog catalog) {
    ResourceId id = manifest.id();
    boolean namespaced = scopeOf(manifest, catalog).map(ResourceType::namespaced).orElse(false);
    return id.namespace().isEmpty() && namespaced ? manifest.inNamespace(namespace) : manifest;
  }

  /** Of its version, or of another of the same kind: versions share their scope. */
  private static Optional<ResourceType> scopeOf(Manifest manifest, SchemaCatalog catalog) {
    return catalog
        .find(manifest.type())
        .or(
            () ->
                catalog.types().stream()
                    .filter(type -> type.gvk().group().equals(manifest.id().group()))
                    .filter(type -> type.gvk().kind().equals(manifest.id().kind()))
                    .findFirst());
  }

  private static boolean isCrd(Manifest manifest) {
    return manifest.id().group().equals("apiextensions.k8s.io")
        && manifest.id().kind().equals("CustomResourceDefinition");
  }
}
