package dev.tend.render;

import dev.tend.manifest.KnownFailure;

/** Kustomizations. */
final class KustomizationRenderer {
  @SuppressWarnings("DoNotCallSuggester") // so far it can only say what to do instead
  Batch render(Source.Kustomization source) {
    throw new KnownFailure(
        "Rendering " + source.name() + ": kustomizations are not rendered by this version yet",
        "Build it with `kustomize build " + source.name() + " | tend apply -`");
  }
}
