package dev.tend.apply.inventory;

import java.util.Optional;

/** A prune of much of an app is rather a mistake in its sources. */
final class LimitGuard implements Guard {
  private static final int ALWAYS_FINE = 10;

  @Override
  public Optional<Objection> object(Candidate candidate, Candidate.Scene scene) {
    int limit =
        scene.options().maxDeletions().orElse(Math.max(ALWAYS_FINE, scene.inventorySize() / 2));
    return scene.candidates() <= limit
        ? Optional.empty()
        : Optional.of(
            new Objection(
                "not pruned: %d of %d objects would go, the limit is %d"
                    .formatted(scene.candidates(), scene.inventorySize(), limit),
                "If that is meant: --max-deletions %d, or maxDeletions below prune in the App"
                    .formatted(scene.candidates())));
  }
}
