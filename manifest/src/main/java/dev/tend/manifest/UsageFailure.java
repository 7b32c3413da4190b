package dev.tend.manifest;

/** An option or argument that can't be taken, whatever files and clusters hold. */
public final class UsageFailure extends KnownFailure {
  private static final long serialVersionUID = 1L;

  public UsageFailure(String message, String hint) {
    super(message, hint);
  }
}
