package dev.tend.cli;

import dev.tend.manifest.KnownFailure;

/** Somebody was asked, and answered no. */
public final class Declined extends KnownFailure {
  private static final long serialVersionUID = 1L;

  public Declined() {
    super("nothing was changed, because the answer was no");
  }
}
