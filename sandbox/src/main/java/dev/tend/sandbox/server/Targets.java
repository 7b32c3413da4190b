package dev.tend.sandbox.server;

import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.sandbox.kinds.ServedKinds;
import dev.tend.sandbox.store.Failures;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads paths: {@code /apis/apps/v1/namespaces/shop/deployments/web/status}. */
final class Targets {
  private final ServedKinds kinds;

  Targets(ServedKinds kinds) {
    this.kinds = kinds;
  }

  /** Empty where nothing is served there. */
  Optional<Target> parse(List<String> path) {
    boolean core = path.getFirst().equals("api");
    int rest = core ? 2 : 3;
    if (path.size() <= rest || !(core || path.getFirst().equals("apis"))) {
      return Optional.empty();
    }
    String group = core ? "" : path.get(1);
    String apiVersion = core ? path.get(1) : group + "/" + path.get(2);
    List<String> parts = new ArrayList<>(path.subList(rest, path.size()));
    boolean watching = parts.getFirst().equals("watch") && parts.size() > 1;
    if (watching) {
      parts.removeFirst();
    }
    String namespace = "";
    // "namespaces/x/finalize" is about the namespace, "namespaces/x/pods" is in it.
    if (parts.size() >= 3
        && parts.getFirst().equals("namespaces")
        && !(group.isEmpty() && List.of("status", "finalize").contains(parts.get(2)))) {
      namespace = parts.get(1);
      parts = parts.subList(2, parts.size());
    }
    return find(group, apiVersion, namespace, parts, watching);
  }

  /** Whether a path is under a group and version that needs no definition. */
  boolean isBuiltInVersion(List<String> path) {
    boolean core = path.getFirst().equals("api") && path.size() > 1;
    boolean named = path.getFirst().equals("apis") && path.size() > 2;
    if (named) {
      // Their handlers answer for the versions that they lack, too.
      return kinds.all().stream()
          .anyMatch(kind -> !kind.isCustom() && kind.kind().group().equals(path.get(1)));
    }
    return core
        && kinds.all().stream()
            .anyMatch(kind -> !kind.isCustom() && kind.at(path.get(1)).isPresent());
  }

  private Optional<Target> find(
      String group, String apiVersion, String namespace, List<String> parts, boolean watching) {
    Optional<ServedKind> kind = kinds.find(group, parts.getFirst());
    Optional<ResourceType> type = kind.flatMap(one -> one.at(apiVersion));
    if (kind.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    boolean namespaced = type.get().namespaced();
    String name = parts.size() > 1 ? parts.get(1) : "";
    boolean misplaced =
        (!namespaced && !namespace.isEmpty())
            || (namespaced && namespace.isEmpty() && !name.isEmpty());
    String subresource = parts.size() > 2 ? String.join("/", parts.subList(2, parts.size())) : "";
    if (misplaced) {
      return Optional.empty();
    }
    if (!subresource.isEmpty() && !serves(type.get(), subresource)) {
      if (kind.get().isCustom()) {
        throw Failures.notFound(type.get().resource(), name);
      }
      return Optional.empty();
    }
    return Optional.of(new Target(kind.get(), type.get(), namespace, name, subresource, watching));
  }

  private static boolean serves(ResourceType type, String subresource) {
    return type.has(subresource) || type.has(subresource.replaceAll("/.*", ""));
  }
}
