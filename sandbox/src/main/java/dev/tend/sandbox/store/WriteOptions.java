package dev.tend.sandbox.store;

/**
 * Who writes, and whether to store it.
 *
 * @param ownershipRecorded whether the object carries its new managedFields already, as after a
 *     server-side apply
 */
public record WriteOptions(String fieldManager, boolean dryRun, boolean ownershipRecorded) {
  public static WriteOptions by(String fieldManager) {
    return new WriteOptions(fieldManager, false, false);
  }
}
