package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.schema.CustomResourceSchemas;
import dev.tend.schema.ResourceType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a plan creates that other objects of it stand on, so that the server can't say anything
 * about those yet.
 *
 * @param namespaces that the plan creates
 * @param types that a CRD of the plan serves then
 * @param changed those of them whose CRD isn't yet as it will be, as they will be
 */
record Foundations(
    Set<String> namespaces,
    Set<GroupVersionKind> types,
    Map<GroupVersionKind, ResourceType> changed) {
  static final Foundations NONE = new Foundations(Set.of(), Set.of(), Map.of());

  Foundations {
    namespaces = Set.copyOf(namespaces);
    types = Set.copyOf(types);
    changed = Map.copyOf(changed);
  }

  static Foundations of(Collection<Change> changes) {
    Set<String> namespaces = new HashSet<>();
    Set<GroupVersionKind> types = new HashSet<>();
    Map<GroupVersionKind, ResourceType> changed = new HashMap<>();
    for (Change change : changes) {
      switch (change) {
        case Change.Create create -> {
          if (isNamespace(create.id())) {
            namespaces.add(create.id().name());
          }
          addChanged(create.manifest().content(), changed);
        }
        case Change.Recreate recreate -> addChanged(recreate.manifest().content(), changed);
        case Change.Update update -> {
          ObjectNode content = update.manifest().content();
          if (update.fields().stream().anyMatch(field -> isOfVersions(field.path()))) {
            addChanged(content, changed);
          } else {
            addTypes(content, types);
          }
        }
        case Change.Unchanged unchanged -> addTypes(unchanged.manifest().content(), types);
        case Change.Prune ignored -> {}
        case Change.Run ignored -> {}
        case Change.Skip ignored -> {}
      }
    }
    types.addAll(changed.keySet());
    return new Foundations(namespaces, types, changed);
  }

  static boolean isFoundation(Manifest manifest) {
    return isNamespace(manifest.id()) || isDefinition(manifest.id());
  }

  private static boolean isNamespace(ResourceId id) {
    return id.groupKind().equals("Namespace");
  }

  private static boolean isDefinition(ResourceId id) {
    return id.groupKind().equals("CustomResourceDefinition.apiextensions.k8s.io");
  }

  /** What else a CRD says changes nothing about what its objects may hold. */
  private static boolean isOfVersions(FieldPath path) {
    return path.toString().startsWith(".spec.versions");
  }

  private static void addChanged(ObjectNode content, Map<GroupVersionKind, ResourceType> types) {
    if (isDefinition(content)) {
      CustomResourceSchemas.typesOf(content).forEach(type -> types.put(type.gvk(), type));
    }
  }

  /** Their names are enough: nobody needs the schema of what is served already. */
  private static void addTypes(ObjectNode content, Set<GroupVersionKind> types) {
    if (isDefinition(content)) {
      JsonNode spec = content.path("spec");
      for (JsonNode version : spec.path("versions")) {
        if (version.path("served").asBoolean()) {
          types.add(
              new GroupVersionKind(
                  spec.path("group").asText(),
                  version.path("name").asText(),
                  spec.path("names").path("kind").asText()));
        }
      }
    }
  }

  private static boolean isDefinition(ObjectNode content) {
    return content.path("kind").asText().equals("CustomResourceDefinition");
  }
}
