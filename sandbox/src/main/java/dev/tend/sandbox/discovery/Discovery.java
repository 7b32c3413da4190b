package dev.tend.sandbox.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.kinds.ServedKinds;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Discovery documents of both generations. */
public final class Discovery {
  /** By group, in the server's order; within it by version, preferred first. */
  private final SortedMap<String, Map<String, List<ResourceType>>> groups =
      new TreeMap<>(GroupOrder.ORDER);

  public Discovery(ServedKinds.Snapshot snapshot) {
    List<ResourceType> types = new ArrayList<>(snapshot.types());
    if (snapshot.measured()) {
      types.addAll(MeasuredTypes.ALL);
    }
    for (ResourceType type : types) {
      GroupVersionKind gvk = type.gvk();
      groups
          .computeIfAbsent(
              gvk.group(), absent -> new TreeMap<>(ServedKinds.PREFERRED_VERSION_FIRST))
          .computeIfAbsent(gvk.version(), absent -> new ArrayList<>())
          .add(type);
    }
    for (String apiVersion : snapshot.announced()) {
      GroupVersionKind gvk = GroupVersionKind.of(apiVersion, "");
      groups
          .computeIfAbsent(
              gvk.group(), absent -> new TreeMap<>(ServedKinds.PREFERRED_VERSION_FIRST))
          .put(gvk.version(), List.of());
    }
  }

  /** {@code /api}. */
  public ObjectNode coreVersions(String address) {
    ObjectNode versions = node("APIVersions", "");
    versions.putArray("versions").add("v1");
    versions
        .putArray("serverAddressByClientCIDRs")
        .addObject()
        .put("clientCIDR", "0.0.0.0/0")
        .put("serverAddress", address);
    return versions;
  }

  /** {@code /apis}. */
  public ObjectNode groupList() {
    ObjectNode list = node("APIGroupList", "v1");
    ArrayNode items = list.putArray("groups");
    groups.keySet().stream()
        .filter(group -> !group.isEmpty())
        .forEach(group -> items.add(fill(JsonNodeFactory.instance.objectNode(), group)));
    return list;
  }

  /** {@code /apis/apps}. */
  public Optional<ObjectNode> group(String group) {
    return groups.containsKey(group)
        ? Optional.of(fill(node("APIGroup", "v1"), group))
        : Optional.empty();
  }

  private ObjectNode fill(ObjectNode node, String group) {
    node.put("name", group);
    ArrayNode versions = node.putArray("versions");
    for (String version : groups.getOrDefault(group, Map.of()).keySet()) {
      ObjectNode entry = versions.addObject();
      entry.put("groupVersion", group + "/" + version).put("version", version);
    }
    node.set("preferredVersion", versions.get(0).deepCopy());
    return node;
  }

  /** {@code /apis/apps/v1}, and {@code /api/v1} for the empty group. */
  public Optional<ObjectNode> resources(String group, String version) {
    List<ResourceType> types = groups.getOrDefault(group, Map.of()).get(version);
    if (types == null) {
      return Optional.empty();
    }
    ObjectNode list = node("APIResourceList", "v1");
    list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    ArrayNode resources = list.putArray("resources");
    for (ResourceType type : types) {
      ObjectNode entry = resources.addObject();
      entry.put("name", type.plural()).put("singularName", type.singular());
      entry.put("namespaced", type.namespaced()).put("kind", type.gvk().kind());
      strings(entry, "verbs", type.verbs());
      if (!type.shortNames().isEmpty()) {
        strings(entry, "shortNames", type.shortNames());
      }
      if (!type.categories().isEmpty()) {
        strings(entry, "categories", type.categories());
      }
      for (Subresource sub : subresources(type)) {
        ObjectNode below = resources.addObject();
        below.put("name", type.plural() + "/" + sub.name()).put("singularName", "");
        below.put("namespaced", type.namespaced());
        if (!sub.gvk().equals(type.gvk())) {
          // Only what differs from the list's own group and version is said.
          if (!sub.gvk().apiVersion().equals(type.gvk().apiVersion())) {
            below.put("group", sub.gvk().group()).put("version", sub.gvk().version());
          }
        }
        below.put("kind", sub.gvk().kind());
        strings(below, "verbs", sub.verbs());
      }
    }
    return Optional.of(list);
  }

  /**
   * All of it at once.
   *
   * @param core whether it is asked of {@code /api}, which has the core group alone
   * @param version of the format, v2 or v2beta1
   */
  public ObjectNode aggregated(boolean core, String version) {
    ObjectNode list = node("APIGroupDiscoveryList", "apidiscovery.k8s.io/" + version);
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    groups.forEach(
        (group, versions) -> {
          if (group.isEmpty() == core) {
            ObjectNode item = items.addObject();
            ObjectNode metadata = item.putObject("metadata");
            if (!group.isEmpty()) {
              metadata.put("name", group);
            }
            metadata.putNull("creationTimestamp");
            ArrayNode entries = item.putArray("versions");
            versions.forEach((name, types) -> entries.add(version(name, types)));
          }
        });
    return list;
  }

  private static ObjectNode version(String name, List<ResourceType> types) {
    ObjectNode version = JsonNodeFactory.instance.objectNode().put("version", name);
    if (types.isEmpty()) {
      // A server behind this one has it, and doesn't answer.
      return version.put("freshness", "Stale");
    }
    ArrayNode resources = version.putArray("resources");
    for (ResourceType type : types) {
      ObjectNode entry = resources.addObject().put("resource", type.plural());
      responseKind(entry, type.gvk());
      entry.put("scope", type.namespaced() ? "Namespaced" : "Cluster");
      entry.put("singularResource", type.singular());
      strings(entry, "verbs", type.verbs());
      if (!type.shortNames().isEmpty()) {
        strings(entry, "shortNames", type.shortNames());
      }
      if (!type.categories().isEmpty()) {
        strings(entry, "categories", type.categories());
      }
      for (Subresource sub : subresources(type)) {
        ObjectNode below = entry.withArray("subresources").addObject();
        below.put("subresource", sub.name());
        responseKind(below, sub.gvk());
        strings(below, "verbs", sub.verbs());
      }
    }
    return version.put("freshness", "Current");
  }

  private static void responseKind(ObjectNode entry, GroupVersionKind gvk) {
    entry
        .putObject("responseKind")
        .put("group", gvk.group())
        .put("version", gvk.version())
        .put("kind", gvk.kind());
  }

  private static List<Subresource> subresources(ResourceType type) {
    return new TreeSet<>(type.subresources())
        .stream().map(name -> Subresource.of(type, name)).toList();
  }

  /** Paths of all group versions that are described: {@code api/v1}, {@code apis/apps/v1}. */
  public Map<String, GroupVersionKind> groupVersions() {
    Map<String, GroupVersionKind> paths = new LinkedHashMap<>();
    groups.forEach(
        (group, versions) -> {
          versions.forEach(
              (version, types) -> {
                String path = group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
                if (!types.isEmpty()) {
                  paths.put(path, new GroupVersionKind(group, version, ""));
                }
              });
        });
    return paths;
  }

  private static ObjectNode node(String kind, String apiVersion) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("kind", kind);
    return apiVersion.isEmpty() ? node : node.put("apiVersion", apiVersion);
  }

  private static void strings(ObjectNode node, String field, List<String> values) {
    ArrayNode list = node.putArray(field);
    values.forEach(list::add);
  }
}
