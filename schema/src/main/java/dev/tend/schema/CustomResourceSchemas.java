package dev.tend.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The types that CustomResourceDefinitions declare. */
public final class CustomResourceSchemas {
  private CustomResourceSchemas() {}

  /** One type for each served version of a CRD (apiextensions.k8s.io/v1). */
  public static List<ResourceType> typesOf(ObjectNode crd) {
    throw new UnsupportedOperationException(String.valueOf(crd));
  }

  /** The base, and the types of these CRDs before it. */
  public static SchemaCatalog with(SchemaCatalog base, List<ObjectNode> crds) {
    throw new UnsupportedOperationException(String.valueOf(crds));
  }
}
