package dev.tend.apply.inventory;

import java.util.Optional;

/** Its owner asked to keep it. */
final class KeepGuard implements Guard {
  private static final String ANNOTATION = "tend.dev/prune";

  @Override
  public Optional<Objection> object(Candidate candidate, Candidate.Scene scene) {
    return candidate
            .live()
            .path("metadata")
            .path("annotations")
            .path(ANNOTATION)
            .asText()
            .equals("disabled")
        ? Optional.of(
            new Objection("not pruned: its annotation %s says so".formatted(ANNOTATION), ""))
        : Optional.empty();
  }
}
