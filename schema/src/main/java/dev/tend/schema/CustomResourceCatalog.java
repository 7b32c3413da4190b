package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A catalog, and before it what CRDs declare. Of CRDs that declare the same, the last counts. */
final class CustomResourceCatalog implements SchemaCatalog {
  private final SchemaCatalog base;
  private final SortedMap<GroupVersionKind, ResourceType> own = new TreeMap<>();
  private final Map<GroupVersionKind, ObjectNode> definedBy = new TreeMap<>();
  private final List<ResourceType> all;

  CustomResourceCatalog(SchemaCatalog base, List<ObjectNode> crds) {
    this.base = base;
    for (ObjectNode crd : crds) {
      for (ResourceType type : CustomResourceSchemas.typesOf(crd)) {
        own.put(type.gvk(), type);
        definedBy.put(type.gvk(), crd);
      }
    }
    SortedMap<GroupVersionKind, ResourceType> merged = new TreeMap<>();
    base.types().forEach(type -> merged.put(type.gvk(), type));
    merged.putAll(own);
    this.all = List.copyOf(merged.values());
  }

  @Override
  public Optional<ResourceType> find(GroupVersionKind gvk) {
    ResourceType type = own.get(gvk);
    return type == null ? base.find(gvk) : Optional.of(type);
  }

  @Override
  public List<ResourceType> types() {
    return all;
  }

  @Override
  public Optional<ObjectNode> structure(GroupVersionKind gvk) {
    ObjectNode crd = definedBy.get(gvk);
    if (crd == null) {
      return base.structure(gvk);
    }
    for (JsonNode version : crd.path("spec").path("versions")) {
      if (version.path("name").asText().equals(gvk.version())
          && version.path("schema").path("openAPIV3Schema") instanceof ObjectNode schema) {
        return Optional.of(schema);
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<ObjectNode> jsonSchema(GroupVersionKind gvk) {
    ObjectNode crd = definedBy.get(gvk);
    if (crd == null) {
      return base.jsonSchema(gvk);
    }
    JsonNode spec = crd.path("spec");
    for (JsonNode version : spec.path("versions")) {
      if (version.path("name").asText().equals(gvk.version())) {
        ObjectNode schema = CustomResourceStructure.of(spec, version);
        return Optional.of(new JsonSchemas(DefinitionStore.BUILT_IN).of(schema));
      }
    }
    return Optional.empty();
  }
}
