package dev.tend.apply.inventory;

import java.util.Optional;

/** What failed to render or to plan looks as if it weren't wanted any more. */
final class IncompleteRenderGuard implements Guard {
  @Override
  public Optional<Objection> object(Candidate candidate, Candidate.Scene scene) {
    return scene.complete()
        ? Optional.empty()
        : Optional.of(
            new Objection(
                "not pruned: the sources have problems, so what is missing may be missing by"
                    + " mistake",
                "Mend the problems first"));
  }
}
