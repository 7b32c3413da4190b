package dev.tend.sandbox.kubelet;

/** Patterns in which {@code *} stands for any characters, slashes included. */
public final class Globs {
  private Globs() {}

  /** An empty pattern fits everything. Without regular expressions: every look asks. */
  public static boolean fits(String glob, String text) {
    return Rule.Match.glob(glob, text);
  }
}
