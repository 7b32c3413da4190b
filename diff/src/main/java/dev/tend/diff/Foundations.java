package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What a plan creates that other objects of it stand on, so that the server can't say anything
 * about those yet.
 *
 * @param namespaces that the plan creates
 * @param types that a CRD which the plan creates or changes serves then
 */
record Foundations(Set<String> namespaces, Set<GroupVersionKind> types) {
  static final Foundations NONE = new Foundations(Set.of(), Set.of());

  Foundations {
    namespaces = Set.copyOf(namespaces);
    types = Set.copyOf(types);
  }

  static Foundations of(Collection<Change> changes) {
    Set<String> namespaces = new HashSet<>();
    Set<GroupVersionKind> types = new HashSet<>();
    for (Change change : changes) {
      switch (change) {
        case Change.Create create -> {
          if (isNamespace(create.id())) {
            namespaces.add(create.id().name());
          }
          addTypes(create.manifest().content(), types);
        }
        case Change.Recreate recreate -> addTypes(recreate.manifest().content(), types);
        case Change.Update update -> addTypes(update.manifest().content(), types);
        case Change.Unchanged unchanged -> addTypes(unchanged.manifest().content(), types);
        case Change.Prune ignored -> {}
        case Change.Run ignored -> {}
        case Change.Skip ignored -> {}
      }
    }
    return new Foundations(namespaces, types);
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

  private static void addTypes(ObjectNode content, Set<GroupVersionKind> types) {
    if (!content.path("kind").asText().equals("CustomResourceDefinition")) {
      return;
    }
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
