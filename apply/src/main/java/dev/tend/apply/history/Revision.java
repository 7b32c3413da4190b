package dev.tend.apply.history;

import java.time.Instant;

/**
 * One apply of an app that changed it.
 *
 * @param number from 1
 * @param digest of its manifests
 * @param objects how many it consisted of
 * @param message why it failed, or what it went back to; empty where there is nothing to say
 */
public record Revision(
    int number,
    Instant applied,
    Provenance provenance,
    String digest,
    int objects,
    Outcome outcome,
    String message) {

  public Revision numbered(int other) {
    return new Revision(other, applied, provenance, digest, objects, outcome, message);
  }

  /** How the apply ended. */
  public enum Outcome {
    /** Everything became ready. */
    READY,
    /** Everything was applied, and nobody waited. */
    APPLIED,
    FAILED,
    INTERRUPTED;

    public boolean isGood() {
      return switch (this) {
        case READY, APPLIED -> true;
        case FAILED, INTERRUPTED -> false;
      };
    }
  }
}
