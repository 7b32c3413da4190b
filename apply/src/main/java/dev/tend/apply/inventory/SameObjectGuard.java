package dev.tend.apply.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.Change;
import java.util.Optional;

/** A kind that moved to another API group shows the same object under two identities. */
final class SameObjectGuard implements Guard {
  @Override
  public Optional<Objection> object(Candidate candidate, Candidate.Scene scene) {
    String uid = uid(candidate.live());
    boolean wanted =
        !uid.isEmpty() && scene.planned().stream().anyMatch(change -> liveUid(change).equals(uid));
    return wanted
        ? Optional.of(new Objection("not pruned: it is still wanted, under another API group", ""))
        : Optional.empty();
  }

  private static String liveUid(Change change) {
    return switch (change) {
      case Change.Update update -> uid(update.live());
      case Change.Recreate recreate -> uid(recreate.live());
      case Change.Unchanged unchanged -> uid(unchanged.live());
      case Change.Run run -> run.live().map(SameObjectGuard::uid).orElse("");
      case Change.Create ignored -> "";
      case Change.Prune ignored -> "";
      case Change.Skip ignored -> "";
    };
  }

  private static String uid(ObjectNode object) {
    return object.path("metadata").path("uid").asText("");
  }
}
