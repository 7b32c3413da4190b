package dev.tend.diff;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts namespaced objects that name no namespace into the default one. */
public final class Scoping {
  private Scoping() {}

  /** The manifests with their namespaces, and what is wrong with some. */
  public record Scoped(List<Manifest> manifests, List<Problem> problems) {
    public Scoped {
      manifests = List.copyOf(manifests);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Scopes manifests. A kind that nobody knows stays as it is.
   *
   * @param types what is known of a kind
   */
  public static Scoped scope(
      List<Manifest> manifests,
      Function<GroupVersionKind, Optional<ResourceType>> types,
      String defaultNamespace) {
    List<Manifest> scoped = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Manifest manifest : manifests) {
      Optional<Boolean> namespaced = types.apply(manifest.type()).map(ResourceType::namespaced);
      boolean named = !manifest.id().namespace().isEmpty();
      if (namespaced.isPresent() && namespaced.get() && !named) {
        scoped.add(manifest.inNamespace(defaultNamespace));
      } else if (namespaced.isPresent() && !namespaced.get() && named) {
        problems.add(namespaceForbidden(manifest));
      } else {
        scoped.add(manifest);
      }
    }
    return new Scoped(scoped, problems);
  }

  private static Problem namespaceForbidden(Manifest manifest) {
    FieldPath path = FieldPath.of("metadata", "namespace");
    return Problem.error(
        "scope/namespace-forbidden",
        manifest.origin().locate(path),
        path,
        "%s can't be in namespace %s: its kind is cluster-scoped"
            .formatted(manifest.id().kindAndName(), manifest.id().namespace()),
        "Remove metadata.namespace");
  }
}
