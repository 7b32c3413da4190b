package dev.tend.render.kustomize.tree;

/**
 * A folded text as kustomize prints it: it writes each object once as YAML and reads it again
 * before it prints it, and its writer puts one line break too many before lines that are indented
 * more.
 */
public final class FoldedText {
  private FoldedText() {}

  /** The same with what printing would change held so that it is printed as it is. */
  public static Node unfolded(Node node) {
    return switch (node) {
      case MapNode map -> map.mapped(FoldedText::unfolded);
      case ListNode list -> list.mapped(FoldedText::unfolded);
      case ScalarNode scalar -> {
        boolean changes = scalar.folded() || scalar.isNull() && scalar.quoted();
        yield changes ? new ScalarNode(scalar.text(), scalar.tag(), !scalar.isNull()) : scalar;
      }
    };
  }

  static String printed(String text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) == '\n') {
      first++;
    }
    if (first == text.length() || isBlank(text.charAt(first))) {
      return text;
    }
    StringBuilder printed = new StringBuilder(text.substring(0, first));
    int at = first;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && text.charAt(end) != '\n') {
        end++;
      }
      int next = end;
      while (next < text.length() && text.charAt(next) == '\n') {
        next++;
      }
      printed.append(text, at, next);
      boolean atEnd = next == text.length();
      boolean widened = atEnd ? next - end > 1 : isBlank(text.charAt(next));
      if (!isBlank(text.charAt(at)) && next > end && widened) {
        printed.append('\n');
      }
      at = next;
    }
    return printed.toString();
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }
}
