package dev.tend.apply.inventory;

import java.util.Optional;

/** Somebody else may have taken the object over, or freed it. */
final class OwnerGuard implements Guard {
  @Override
  public Optional<Objection> object(Candidate candidate, Candidate.Scene scene) {
    if (scene.owner().owns(candidate.live())) {
      return Optional.empty();
    }
    String reason =
        scene
            .owner()
            .otherOwner(candidate.live())
            .map(other -> "not pruned: it belongs to %s now".formatted(other))
            .orElse("not pruned: its label %s is gone".formatted(Ownership.APP_LABEL));
    return Optional.of(new Objection(reason, ""));
  }
}
