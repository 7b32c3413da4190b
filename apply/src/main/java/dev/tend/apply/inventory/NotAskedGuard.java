package dev.tend.apply.inventory;

import dev.tend.diff.Change;
import java.util.Optional;

/** Nobody asked to prune; what stays behind is told all the same. */
final class NotAskedGuard implements Guard {
  @Override
  public Optional<Objection> object(Candidate candidate, Candidate.Scene scene) {
    return scene.options().enabled()
        ? Optional.empty()
        : Optional.of(
            new Objection(
                Change.Skip.Cause.LEFT,
                "not in the sources of app %s any more".formatted(scene.owner().app()),
                "--prune deletes such objects; tend.dev/prune: disabled on one keeps it for good"));
  }
}
