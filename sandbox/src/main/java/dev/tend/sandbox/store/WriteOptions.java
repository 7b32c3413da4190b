package dev.tend.sandbox.store;

import dev.tend.sandbox.caller.Caller;

/**
 * Who writes, and whether to store it.
 *
 * @param ownershipRecorded whether the object carries its new managedFields already, as after a
 *     server-side apply
 * @param apiVersion the version at which the object is written; empty for that of storage
 */
public record WriteOptions(
    String fieldManager,
    boolean dryRun,
    boolean ownershipRecorded,
    Caller caller,
    String apiVersion) {
  /** Of the control plane itself. */
  public WriteOptions(String fieldManager, boolean dryRun, boolean ownershipRecorded) {
    this(fieldManager, dryRun, ownershipRecorded, Caller.CONTROL_PLANE, "");
  }

  public static WriteOptions by(String fieldManager) {
    return new WriteOptions(fieldManager, false, false);
  }
}
