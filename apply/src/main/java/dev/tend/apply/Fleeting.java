package dev.tend.apply;

import dev.tend.apply.inventory.Inventory;
import dev.tend.diff.Change;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Jobs of an app that their TTL removes some time after they have ended. The app's inventory
 * remembers which of them completed, so that they aren't missed.
 */
final class Fleeting {

  private Fleeting() {}

  static boolean isFleeting(Manifest manifest) {
    return removesItself(manifest) && !Hooks.isHook(manifest);
  }

  /** Hooks included. */
  static boolean removesItself(Manifest manifest) {
    return manifest.id().groupKind().equals("Job.batch")
        && !manifest.id().name().isEmpty()
        && manifest.content().path("spec").has("ttlSecondsAfterFinished");
  }

  /** Tells a Job from what it is after a change. */
  static String digest(Manifest manifest) {
    return RevisionRecorder.digest(List.of(manifest));
  }

  /** What needn't be there any more: it was waited for when it ran. */
  static Set<ResourceId> idsOf(List<Change> changes) {
    Set<ResourceId> ids = new HashSet<>();
    for (Change change : changes) {
      if (change instanceof Change.Run
          || change instanceof Change.Skip skip && skip.cause() == Change.Skip.Cause.COMPLETED) {
        ids.add(change.id());
      }
    }
    return ids;
  }

  static boolean mayHaveCompleted(Change change) {
    return change instanceof Change.Create create && isFleeting(create.manifest());
  }

  /** The changes, without the Jobs that would run again although they completed just so. */
  static List<Change> withoutCompleted(
      List<Change> changes, Inventory inventory, Beginning beginning) {
    return changes.stream()
        .map(
            change ->
                change instanceof Change.Create create
                        && mayHaveCompleted(create)
                        && hasCompleted(create.manifest(), inventory)
                        && !beginning.isIn(create.id().namespace())
                    ? completed(create.manifest())
                    : change)
        .toList();
  }

  private static boolean hasCompleted(Manifest manifest, Inventory inventory) {
    return inventory
        .find(manifest.id())
        .filter(entry -> entry.completed().equals(digest(manifest)))
        .isPresent();
  }

  private static Change completed(Manifest manifest) {
    return new Change.Skip(
        manifest.id(),
        Optional.of(manifest),
        Change.Skip.Cause.COMPLETED,
        "it completed as it is, and is gone since",
        "To run it again, change it: an annotation will do");
  }
}
