package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.store.ObjectStore;
import java.util.List;
import java.util.Optional;

/** Answers for APIs that an APIService leaves to a service: none of these can be reached here. */
final class UnavailableApis {
  private UnavailableApis() {}

  /** Empty where no APIService speaks of the path. */
  static Optional<Response> find(ObjectStore store, Request request) {
    List<String> path = request.path();
    if (!path.getFirst().equals("apis") || path.size() < 2) {
      return Optional.empty();
    }
    List<String> versions =
        store.list("apiregistration.k8s.io", "APIService", "").stream()
            .map(one -> one.path("spec"))
            .filter(spec -> spec.path("service").isObject())
            .filter(spec -> spec.path("group").asText().equals(path.get(1)))
            .map(spec -> spec.path("version").asText())
            .toList();
    if (versions.isEmpty()) {
      return Optional.empty();
    }
    if (path.size() == 2) {
      return Optional.of(Response.ok(group(path.get(1), versions)));
    }
    return versions.contains(path.get(2))
        ? Optional.of(Response.text(503, "service unavailable\n"))
        : Optional.empty();
  }

  private static ObjectNode group(String name, List<String> versions) {
    ObjectNode group = Response.object().put("kind", "APIGroup").put("apiVersion", "v1");
    group.put("name", name);
    ArrayNode list = group.putArray("versions");
    for (String version : versions) {
      list.addObject().put("groupVersion", name + "/" + version).put("version", version);
    }
    group.set("preferredVersion", list.get(0).deepCopy());
    return group;
  }
}
