package dev.tend.apply.inventory;

import java.util.Optional;

/** Another object may have taken the name since. */
final class UidGuard implements Guard {
  @Override
  public Optional<Objection> object(Candidate candidate, Candidate.Scene scene) {
    String known = candidate.entry().uid();
    String now = candidate.live().path("metadata").path("uid").asText();
    return known.isEmpty() || known.equals(now)
        ? Optional.empty()
        : Optional.of(
            new Objection(
                "not pruned: it isn't the object that was applied; somebody made it anew", ""));
  }
}
