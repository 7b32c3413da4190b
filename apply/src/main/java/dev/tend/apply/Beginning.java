package dev.tend.apply;

import dev.tend.apply.inventory.Candidate;
import dev.tend.apply.inventory.Ownership;
import dev.tend.diff.Change;
import java.util.List;

/**
 * Whether an app begins anew: somebody has deleted it, with all that its Jobs did.
 *
 * @param changes what is planned for its objects
 * @param left what is there of it that isn't wanted any more
 */
record Beginning(Ownership owner, List<Change> changes, List<Candidate> left) {
  Beginning {
    changes = List.copyOf(changes);
    left = List.copyOf(left);
  }

  /**
   * Whether nothing lasting of the app is there, in this namespace or, where it has nothing in it,
   * anywhere.
   */
  boolean isIn(String namespace) {
    if (changes.stream().anyMatch(change -> isNew(change, namespace))) {
      return true;
    }
    List<Change> lasting = changes.stream().filter(this::isLasting).toList();
    List<Change> inside =
        lasting.stream().filter(change -> change.id().namespace().equals(namespace)).toList();
    List<Change> telling = inside.isEmpty() ? lasting : inside;
    return !telling.isEmpty()
        && telling.stream().allMatch(Change.Create.class::isInstance)
        && left.stream().noneMatch(one -> inside.isEmpty() || isIn(one, namespace));
  }

  private static boolean isIn(Candidate left, String namespace) {
    return left.entry().id().namespace().equals(namespace);
  }

  private static boolean isNew(Change change, String namespace) {
    return change instanceof Change.Create
        && change.id().groupKind().equals("Namespace")
        && change.id().name().equals(namespace);
  }

  /** The app's own; what is left alone is there, too. */
  private boolean isLasting(Change change) {
    return !(change instanceof Change.Run)
        && !Fleeting.mayHaveCompleted(change)
        && RevisionRecorder.wanted(change)
            .filter(manifest -> owner.owns(manifest.content()))
            .isPresent();
  }
}
