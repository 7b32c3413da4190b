package dev.tend.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** The two shapes in which servers list their types. */
final class DiscoveryFormat {
  private DiscoveryFormat() {}

  /** APIGroupDiscoveryList, v2 or v2beta1. */
  static void aggregated(
      JsonNode list, Consumer<ResourceType> entries, Consumer<String> unavailable) {
    for (JsonNode group : list.path("items")) {
      String name = group.path("metadata").path("name").asText("");
      for (JsonNode version : group.path("versions")) {
        String number = version.path("version").asText();
        if (version.path("freshness").asText().equals("Stale")) {
          unavailable.accept(name.isEmpty() ? number : name + "/" + number);
        }
        for (JsonNode resource : version.path("resources")) {
          entries.accept(aggregatedType(name, number, resource));
        }
      }
    }
  }

  private static ResourceType aggregatedType(String group, String version, JsonNode resource) {
    Set<String> subresources = new HashSet<>();
    for (JsonNode subresource : resource.path("subresources")) {
      subresources.add(subresource.path("subresource").asText());
    }
    return entry(
        new GroupVersionKind(group, version, resource.path("responseKind").path("kind").asText()),
        resource.path("resource").asText(),
        resource.path("singularResource").asText(""),
        resource,
        resource.path("scope").asText().equals("Namespaced"),
        subresources);
  }

  /** APIResourceList: subresources are entries of their own, {@code deployments/scale}. */
  static void resources(
      String group, String version, JsonNode list, Consumer<ResourceType> entries) {
    for (JsonNode resource : list.path("resources")) {
      String name = resource.path("name").asText();
      if (name.contains("/")) {
        continue;
      }
      Set<String> subresources = new HashSet<>();
      for (JsonNode other : list.path("resources")) {
        String otherName = other.path("name").asText();
        if (otherName.startsWith(name + "/")) {
          subresources.add(otherName.substring(name.length() + 1));
        }
      }
      entries.accept(
          entry(
              new GroupVersionKind(group, version, resource.path("kind").asText()),
              name,
              resource.path("singularName").asText(""),
              resource,
              resource.path("namespaced").asBoolean(),
              subresources));
    }
  }

  private static ResourceType entry(
      GroupVersionKind gvk,
      String plural,
      String singular,
      JsonNode resource,
      boolean namespaced,
      Set<String> subresources) {
    return new ResourceType(
        gvk,
        plural,
        singular.isEmpty() ? gvk.kind().toLowerCase(Locale.ROOT) : singular,
        texts(resource.path("shortNames")),
        texts(resource.path("categories")),
        namespaced,
        subresources,
        texts(resource.path("verbs")).stream().sorted().toList(),
        FieldSchema.Any.INSTANCE);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
