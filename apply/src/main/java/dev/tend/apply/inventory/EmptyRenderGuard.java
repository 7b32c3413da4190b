package dev.tend.apply.inventory;

import java.util.Optional;

/** Sources that come to nothing are rather wrong than meant. */
final class EmptyRenderGuard implements Guard {
  @Override
  public Optional<Objection> object(Candidate candidate, Candidate.Scene scene) {
    return scene.desired().isEmpty()
        ? Optional.of(
            new Objection(
                "not pruned: the sources hold no objects at all",
                "tend delete --app " + scene.owner().app() + " deletes the whole app"))
        : Optional.empty();
  }
}
