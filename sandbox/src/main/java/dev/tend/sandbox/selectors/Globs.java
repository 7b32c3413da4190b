package dev.tend.sandbox.selectors;

/** Patterns in which {@code *} stands for any characters, slashes included. */
public final class Globs {
  private Globs() {}

  /** An empty pattern fits everything. Without regular expressions: it is asked often. */
  public static boolean fits(String glob, String text) {
    if (glob.isEmpty()) {
      return true;
    }
    String[] parts = glob.split("\\*", -1);
    if (parts.length == 1) {
      return text.equals(glob);
    }
    String last = parts[parts.length - 1];
    int end = text.length() - last.length();
    if (!text.startsWith(parts[0]) || !text.endsWith(last)) {
      return false;
    }
    int from = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], from);
      if (found < 0) {
        return false;
      }
      from = found + parts[i].length();
    }
    return from <= end;
  }
}
