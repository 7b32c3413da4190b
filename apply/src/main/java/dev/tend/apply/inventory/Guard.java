package dev.tend.apply.inventory;

import dev.tend.diff.Change;
import java.util.List;
import java.util.Optional;

/** One reason not to prune an object. */
@FunctionalInterface
public interface Guard {
  /** All of them; the first to object is heard. */
  List<Guard> ALL =
      List.of(
          new IncompleteRenderGuard(),
          new EmptyRenderGuard(),
          new UidGuard(),
          new OwnerGuard(),
          new SameObjectGuard(),
          new KeepGuard(),
          new NotAskedGuard(),
          new ConsentGuard(),
          new LimitGuard());

  Optional<Objection> object(Candidate candidate, Candidate.Scene scene);

  /** Why not, and what to do about it. */
  record Objection(Change.Skip.Cause cause, String reason, String hint) {
    Objection(String reason, String hint) {
      this(Change.Skip.Cause.GUARDED, reason, hint);
    }
  }
}
