package dev.tend.apply.inventory;

import java.util.Optional;
import java.util.Set;

/** With these kinds goes what no manifest can bring back. */
final class ConsentGuard implements Guard {
  private static final Set<String> PRECIOUS =
      Set.of(
          "Namespace",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "CustomResourceDefinition.apiextensions.k8s.io");

  @Override
  public Optional<Objection> object(Candidate candidate, Candidate.Scene scene) {
    String kind = candidate.entry().id().kind();
    if (!PRECIOUS.contains(candidate.entry().id().groupKind())
        || scene.options().consent().contains(kind)) {
      return Optional.empty();
    }
    return Optional.of(
        new Objection(
            "not pruned: with a %s goes everything in it".formatted(kind),
            "--prune-allow %s consents to it; or delete it yourself".formatted(kind)));
  }
}
