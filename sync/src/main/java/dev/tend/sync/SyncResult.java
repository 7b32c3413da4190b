package dev.tend.sync;

import dev.tend.sync.git.Revision;

/**
 * What one cycle came to.
 *
 * @param refused apps that were refused, and problems that kept folders from being apps
 * @param skipped apps whose turn didn't come before a stop
 */
public record SyncResult(
    Revision revision, int applied, int unready, int refused, int skipped, boolean unchanged) {

  /** Nothing was to be done. */
  static SyncResult unchanged(Revision revision) {
    return new SyncResult(revision, 0, 0, 0, 0, true);
  }

  /** The whole revision was refused. */
  static SyncResult refused(Revision revision, int problems) {
    return new SyncResult(revision, 0, 0, problems, 0, false);
  }

  /** Whether the cluster now matches the revision, and everything in it is ready. */
  public boolean isComplete() {
    return unready == 0 && refused == 0 && skipped == 0;
  }
}
