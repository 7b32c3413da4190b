package dev.tend.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The resource types that somebody knows: those built in, those of CRDs, those of a server. */
public interface SchemaCatalog {
  /** The type of this kind at this version. */
  Optional<ResourceType> find(GroupVersionKind gvk);

  /** Every type, sorted by group, version and kind. */
  List<ResourceType> types();

  /** The type of this kind at the version that clients should prefer. */
  default Optional<ResourceType> preferred(String group, String kind) {
    return types().stream()
        .filter(type -> type.gvk().group().equals(group) && type.gvk().kind().equals(kind))
        .min(Comparator.comparing(type -> type.gvk().version(), ApiVersionOrder.PREFERRED_FIRST));
  }

  /**
   * A self-contained JSON Schema for objects of this kind, with descriptions, {@code definitions}
   * for what it refers to, and the x-kubernetes extensions as the API publishes them.
   */
  Optional<ObjectNode> jsonSchema(GroupVersionKind gvk);

  /** The openAPIV3Schema of a custom resource as its CRD has it; empty for other kinds. */
  default Optional<ObjectNode> structure(GroupVersionKind gvk) {
    return Optional.empty();
  }
}
