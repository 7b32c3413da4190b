package dev.tend.sandbox.access;

import dev.tend.sandbox.http.Request;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is about, as permissions name it.
 *
 * @param verb {@code list}; of a path the method in lower case
 * @param path of a request that is about no resource; else empty
 */
public record Action(
    String verb,
    String group,
    String resource,
    String subresource,
    String namespace,
    String name,
    String path) {
  private static final Set<String> NAMESPACE_PARTS = Set.of("status", "finalize");
  private static final Pattern NAMED =
      Pattern.compile("(?:^|,)\\s*metadata\\.name\\s*==?\\s*([^,!=\\s]+)\\s*(?:,|$)");

  public static Action onPath(String verb, String path) {
    return new Action(verb, "", "", "", "", "", path);
  }

  public static Action on(String verb, String group, String resource) {
    return new Action(verb, group, resource, "", "", "", "");
  }

  public Action in(String otherNamespace) {
    return new Action(verb, group, resource, subresource, otherNamespace, name, path);
  }

  public Action named(String otherName) {
    return new Action(verb, group, resource, subresource, namespace, otherName, path);
  }

  Action of(String otherSubresource) {
    return new Action(verb, group, resource, otherSubresource, namespace, name, path);
  }

  Action as(String otherVerb) {
    return new Action(otherVerb, group, resource, subresource, namespace, name, path);
  }

  public boolean isOnPath() {
    return !path.isEmpty();
  }

  /** {@code deployments.apps/scale}: what messages and rules call it. */
  public String resourceName() {
    String plural = group.isEmpty() ? resource : resource + "." + group;
    return subresource.isEmpty() ? plural : plural + "/" + subresource;
  }

  /** {@code pods/log}. */
  String fullResource() {
    return subresource.isEmpty() ? resource : resource + "/" + subresource;
  }

  public static Action of(Request request) {
    List<String> parts = request.path();
    boolean core = !parts.isEmpty() && parts.getFirst().equals("api");
    boolean named = !parts.isEmpty() && parts.getFirst().equals("apis");
    if (!(core && parts.size() >= 3) && !(named && parts.size() >= 4)) {
      return onPath(
          request.method().toLowerCase(Locale.ROOT), "/" + String.join("/", request.path()));
    }
    String group = core ? "" : parts.get(1);
    parts = parts.subList(core ? 2 : 3, parts.size());
    String verb =
        switch (request.method()) {
          case "POST" -> "create";
          case "PUT" -> "update";
          case "PATCH" -> "patch";
          case "DELETE" -> "delete";
          default -> "get";
        };
    if (parts.getFirst().equals("watch") && parts.size() > 1) {
      verb = "watch";
      parts = parts.subList(1, parts.size());
    }
    String namespace = "";
    if (parts.getFirst().equals("namespaces") && parts.size() > 1) {
      namespace = parts.get(1);
      if (parts.size() > 2 && !NAMESPACE_PARTS.contains(parts.get(2))) {
        parts = parts.subList(2, parts.size());
      }
    }
    String name = parts.size() > 1 ? parts.get(1) : "";
    String subresource = parts.size() > 2 && !verb.equals("watch") ? parts.get(2) : "";
    if (name.isEmpty() && verb.equals("get")) {
      verb = request.flag("watch") ? "watch" : "list";
      // Whoever lists a single name asks for that name only.
      Matcher one = NAMED.matcher(request.param("fieldSelector"));
      name = one.find() ? one.group(1) : "";
    } else if (name.isEmpty() && verb.equals("delete")) {
      verb = "deletecollection";
    }
    return new Action(verb, group, parts.getFirst(), subresource, namespace, name, "");
  }
}
