package dev.tend.sandbox.podsecurity;

/**
 * A level as it was in a version of Kubernetes.
 *
 * @param minor of 1.x; {@link #LATEST} for the server's own
 */
record Standard(Level level, int minor) {
  static final int LATEST = Integer.MAX_VALUE;
  static final Standard NONE = new Standard(Level.PRIVILEGED, LATEST);

  Standard at(Level other) {
    return new Standard(other, minor);
  }

  Standard of(int otherMinor) {
    return new Standard(level, otherMinor);
  }

  /** {@code restricted:latest}. */
  @Override
  public String toString() {
    return level.label() + ":" + (minor == LATEST ? "latest" : "v1." + minor);
  }
}
