package dev.tend.sandbox.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.discovery.Subresource;
import dev.tend.schema.ResourceType;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The operations on types, in the form that both versions of OpenAPI share. */
final class Paths {
  private final boolean third;
  private final TreeMap<String, ObjectNode> paths = new TreeMap<>();

  /**
   * @param third whether it is for version 3, else for version 2
   */
  Paths(boolean third) {
    this.third = third;
  }

  void writeTo(ObjectNode document) {
    ObjectNode node = document.putObject("paths");
    paths.forEach(node::set);
  }

  /** What a group version says of itself. */
  void addRoot(GroupVersionKind version) {
    String id = "get" + Operation.prefix(version) + "APIResources";
    ObjectNode path = path(root(version) + "/");
    new Operation("get", "", version, id).addTo(path, third);
    path.withObject("/get").putArray("tags").add(Operation.tag(version));
  }

  /** A path that only tells something. */
  void addPlain(String path, String id) {
    new Operation("get", "", new GroupVersionKind("", "", ""), id).addTo(path(path), third);
  }

  private static String root(GroupVersionKind type) {
    return type.group().isEmpty() ? "/api/" + type.version() : "/apis/" + type.apiVersion();
  }

  void add(ResourceType type) {
    String root = root(type.gvk());
    String prefix = Operation.prefix(type.gvk());
    String kind = type.gvk().kind();
    String scope = type.namespaced() ? "/namespaces/{namespace}/" : "/";
    String named = (type.namespaced() ? "Namespaced" : "") + kind;
    String collection = root + scope + type.plural();
    List<String> verbs = type.verbs();
    verb(verbs, "list", collection, "get", "list", type, "list" + prefix + named);
    verb(verbs, "create", collection, "post", "post", type, "create" + prefix + named);
    verb(
        verbs,
        "deletecollection",
        collection,
        "delete",
        "deletecollection",
        type,
        "delete" + prefix + "Collection" + named);
    String one = collection + "/{name}";
    verb(verbs, "get", one, "get", "get", type, "read" + prefix + named);
    verb(verbs, "update", one, "put", "put", type, "replace" + prefix + named);
    verb(verbs, "delete", one, "delete", "delete", type, "delete" + prefix + named);
    verb(verbs, "patch", one, "patch", "patch", type, "patch" + prefix + named);
    if (verbs.contains("watch")) {
      watches(type, root, scope, prefix, named);
    }
    for (String name : new TreeSet<>(type.subresources())) {
      below(Subresource.of(type, name), one + "/" + name, prefix, named);
    }
    if (type.namespaced() && verbs.contains("list")) {
      String id = "list" + prefix + kind + "ForAllNamespaces";
      operation(root + "/" + type.plural(), "get", "list", type.gvk(), id);
    }
  }

  private void verb(
      List<String> verbs,
      String needed,
      String path,
      String method,
      String action,
      ResourceType type,
      String id) {
    if (verbs.contains(needed)) {
      operation(path, method, action, type.gvk(), id);
    }
  }

  /** The old paths of watches, which are served still. */
  private void watches(ResourceType type, String root, String scope, String prefix, String named) {
    String old = root + "/watch" + scope + type.plural();
    GroupVersionKind gvk = type.gvk();
    operation(old, "get", "watchlist", gvk, "watch" + prefix + named + "List");
    operation(old + "/{name}", "get", "watch", gvk, "watch" + prefix + named);
    if (type.namespaced()) {
      String id = "watch" + prefix + gvk.kind() + "ListForAllNamespaces";
      operation(root + "/watch/" + type.plural(), "get", "watchlist", gvk, id);
    }
  }

  private void below(Subresource sub, String path, String prefix, String named) {
    String suffix = named + Operation.capital(sub.name());
    boolean connects = sub.gvk().kind().endsWith("Options");
    for (String verb : sub.verbs()) {
      String method =
          switch (verb) {
            case "create" -> "post";
            case "update" -> "put";
            default -> verb;
          };
      String word =
          switch (verb) {
            case "create" -> "create";
            case "update" -> "replace";
            case "get" -> "read";
            default -> verb;
          };
      if (connects) {
        String id = "connect" + prefix + Operation.capital(method) + suffix;
        operation(path, method, "connect", sub.gvk(), id);
      } else {
        operation(path, method, method, sub.gvk(), word + prefix + suffix);
      }
    }
  }

  private void operation(
      String path, String method, String action, GroupVersionKind gvk, String id) {
    new Operation(method, action, gvk, id).addTo(path(path), third);
  }

  private ObjectNode path(String path) {
    return paths.computeIfAbsent(path, none -> JsonNodeFactory.instance.objectNode());
  }
}
