package dev.tend.render;

import dev.tend.manifest.KnownFailure;

/** Helm charts. */
final class ChartRenderer {
  @SuppressWarnings("DoNotCallSuggester") // so far it can only say what to do instead
  Batch render(Source.Chart source) {
    throw new KnownFailure(
        "Rendering " + source.name() + ": Helm charts are not rendered by this version yet",
        "Render it first, and read the output from stdin: `helm template "
            + source.name()
            + " | tend validate -`; `tend diff -` and `tend apply -` read it, too");
  }
}
