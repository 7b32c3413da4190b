package dev.tend.sandbox.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.discovery.Subresource;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The operations on types, in the form that both versions of OpenAPI share. */
final class Paths {
  /** What is passed on to whoever is behind a proxy. */
  private static final List<String> PASSED =
      List.of("create", "delete", "get", "head", "options", "patch", "update");

  private static final GroupVersionKind NONE = new GroupVersionKind("", "", "");

  private final boolean third;
  private final TreeMap<String, List<Operation>> paths = new TreeMap<>();

  /**
   * @param third whether it is for version 3, which tells of more paths, else for version 2
   */
  Paths(boolean third) {
    this.third = third;
  }

  /** As version 2 has it. */
  void writeTo(ObjectNode document) {
    ObjectNode node = document.putObject("paths");
    paths.forEach(
        (path, operations) -> {
          ObjectNode item = node.putObject(path);
          operations.forEach(operation -> operation.addTo(item));
        });
  }

  /** As version 3 has it. */
  void writeTo(ObjectNode document, ThirdForm form) {
    ObjectNode node = document.putObject("paths");
    paths.forEach((path, operations) -> node.set(path, form.item(path, operations)));
  }

  /** What a group version says of itself. */
  void addRoot(GroupVersionKind version) {
    String id = "get" + Operation.prefix(version) + "APIResources";
    add(root(version) + "/", new Operation("get", "", version, id, version, "", false));
  }

  /** A path that only tells something. */
  void addPlain(String path, String id, GroupVersionKind owner) {
    add(path, new Operation("get", "", NONE, id, owner, "", false));
  }

  private static String root(GroupVersionKind type) {
    return type.group().isEmpty() ? "/api/" + type.version() : "/apis/" + type.apiVersion();
  }

  /**
   * @param custom whether a definition made the type
   */
  void add(ResourceType type, boolean custom) {
    String root = root(type.gvk());
    String prefix = Operation.prefix(type.gvk());
    String kind = type.gvk().kind();
    String scope = type.namespaced() ? "/namespaces/{namespace}/" : "/";
    String named = (type.namespaced() ? "Namespaced" : "") + kind;
    String collection = root + scope + type.plural();
    List<String> verbs = type.verbs();
    At at = new At(type.gvk(), "", custom);
    verb(verbs, "list", collection, "get", "list", at, "list" + prefix + named);
    verb(verbs, "create", collection, "post", "post", at, "create" + prefix + named);
    verb(
        verbs,
        "deletecollection",
        collection,
        "delete",
        "deletecollection",
        at,
        "delete" + prefix + "Collection" + named);
    String one = collection + "/{name}";
    verb(verbs, "get", one, "get", "get", at, "read" + prefix + named);
    verb(verbs, "update", one, "put", "put", at, "replace" + prefix + named);
    verb(verbs, "delete", one, "delete", "delete", at, "delete" + prefix + named);
    verb(verbs, "patch", one, "patch", "patch", at, "patch" + prefix + named);
    if (verbs.contains("watch")) {
      watches(type, at, root, scope, prefix, named);
    }
    for (String name : new TreeSet<>(type.subresources())) {
      below(Subresource.of(type, name), new At(type.gvk(), name, custom), one, prefix, named);
    }
    if (type.namespaced() && verbs.contains("list")) {
      String id = "list" + prefix + kind + "ForAllNamespaces";
      operation(root + "/" + type.plural(), "get", "list", type.gvk(), id, at);
    }
  }

  private void verb(
      List<String> verbs,
      String needed,
      String path,
      String method,
      String action,
      At at,
      String id) {
    if (verbs.contains(needed)) {
      operation(path, method, action, at.gvk(), id, at);
    }
  }

  /** The old paths of watches, which are served still. */
  private void watches(
      ResourceType type, At at, String root, String scope, String prefix, String named) {
    String old = root + "/watch" + scope + type.plural();
    GroupVersionKind gvk = type.gvk();
    operation(old, "get", "watchlist", gvk, "watch" + prefix + named + "List", at);
    operation(old + "/{name}", "get", "watch", gvk, "watch" + prefix + named, at);
    if (type.namespaced()) {
      String id = "watch" + prefix + gvk.kind() + "ListForAllNamespaces";
      operation(root + "/watch/" + type.plural(), "get", "watchlist", gvk, id, at);
    }
  }

  private void below(Subresource sub, At at, String one, String prefix, String named) {
    String path = one + "/" + sub.name();
    String suffix = named + Operation.capital(sub.name());
    boolean connects = sub.gvk().kind().endsWith("Options");
    boolean passes = third && sub.name().equals("proxy");
    for (String verb : passes ? PASSED : sub.verbs()) {
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
        operation(path, method, "connect", sub.gvk(), id, at);
        if (passes) {
          operation(path + "/{path}", method, "connect", sub.gvk(), id + "WithPath", at);
        }
      } else {
        operation(path, method, method, sub.gvk(), word + prefix + suffix, at);
      }
    }
  }

  private void operation(
      String path, String method, String action, GroupVersionKind gvk, String id, At at) {
    add(path, new Operation(method, action, gvk, id, at.gvk(), at.sub(), at.custom()));
  }

  private void add(String path, Operation operation) {
    paths.computeIfAbsent(path, none -> new ArrayList<>()).add(operation);
  }

  /** Whose path it is. */
  private record At(GroupVersionKind gvk, String sub, boolean custom) {}
}
