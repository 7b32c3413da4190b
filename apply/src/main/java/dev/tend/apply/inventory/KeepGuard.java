package dev.tend.apply.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Its owner asked to keep it. */
public final class KeepGuard implements Guard {
  public static final String ANNOTATION = "tend.dev/prune";

  /** Whether an object outlives its place in the sources, and its app. */
  public static boolean isKept(ObjectNode live) {
    return live.path("metadata").path("annotations").path(ANNOTATION).asText().equals("disabled");
  }

  @Override
  public Optional<Objection> object(Candidate candidate, Candidate.Scene scene) {
    return isKept(candidate.live())
        ? Optional.of(
            new Objection("not pruned: its annotation %s says so".formatted(ANNOTATION), ""))
        : Optional.empty();
  }
}
