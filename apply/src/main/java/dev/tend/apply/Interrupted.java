package dev.tend.apply;

import dev.tend.manifest.KnownFailure;

/** The thread was interrupted, by Ctrl-C as a rule; its interrupt flag is set again. */
public final class Interrupted extends KnownFailure {
  private static final long serialVersionUID = 1L;

  Interrupted(InterruptedException cause) {
    super("Interrupted", "", cause);
    Thread.currentThread().interrupt();
  }
}
