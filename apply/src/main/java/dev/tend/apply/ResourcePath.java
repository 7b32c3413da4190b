package dev.tend.apply;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.ResourceType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where objects of a type live under an API server's address. */
final class ResourcePath {
  private ResourcePath() {}

  /** All objects of the type, of one namespace or (empty) of all. */
  static String collection(ResourceType type, String namespace) {
    GroupVersionKind gvk = type.gvk();
    String root = gvk.group().isEmpty() ? "/api/" : "/apis/" + gvk.group() + "/";
    String scope =
        type.namespaced() && !namespace.isEmpty() ? "/namespaces/" + encode(namespace) : "";
    return root + gvk.version() + scope + "/" + type.plural();
  }

  static String object(ResourceType type, String namespace, String name) {
    return collection(type, namespace) + "/" + encode(name);
  }

  private static String encode(String segment) {
    // A space can't occur in a name that a server takes, but must not break the path either.
    return URLEncoder.encode(segment, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%3A", ":");
  }
}
