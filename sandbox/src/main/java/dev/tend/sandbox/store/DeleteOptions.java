package dev.tend.sandbox.store;

import dev.tend.sandbox.caller.Caller;
import java.util.OptionalLong;

/**
 * How to delete.
 *
 * @param gracePeriodSeconds what the object says where it is empty
 * @param propagation Background, Foreground or Orphan; empty for the kind's own way
 * @param uid refuses to delete another object of that name; empty for any
 * @param resourceVersion refuses to delete another version; empty for any
 */
public record DeleteOptions(
    OptionalLong gracePeriodSeconds,
    String propagation,
    String uid,
    String resourceVersion,
    boolean dryRun,
    Caller caller) {
  /** Of the control plane itself. */
  public DeleteOptions(
      OptionalLong gracePeriodSeconds,
      String propagation,
      String uid,
      String resourceVersion,
      boolean dryRun) {
    this(gracePeriodSeconds, propagation, uid, resourceVersion, dryRun, Caller.CONTROL_PLANE);
  }

  public static DeleteOptions propagating(String propagation) {
    return new DeleteOptions(OptionalLong.empty(), propagation, "", "", false);
  }

  /** Of the object of this uid only. */
  DeleteOptions only(String wanted) {
    return new DeleteOptions(
        gracePeriodSeconds, propagation, wanted, resourceVersion, dryRun, caller);
  }

  /** Of this version only. */
  DeleteOptions onlyAt(String version) {
    return new DeleteOptions(gracePeriodSeconds, propagation, uid, version, dryRun, caller);
  }

  public static DeleteOptions now() {
    return new DeleteOptions(OptionalLong.of(0), "", "", "", false);
  }
}
