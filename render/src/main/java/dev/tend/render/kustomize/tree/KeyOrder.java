package dev.tend.render.kustomize.tree;

import java.util.Comparator;

/**
 * The order of keys in kustomize's output: letters by code point and after all else, runs of digits
 * by their value, so that {@code a2} stands before {@code a10}.
 */
enum KeyOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int shorter = Math.min(a.length(), b.length());
    while (i < shorter && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    if (i > 0 && i < shorter && Character.isLowSurrogate(a.charAt(i))) {
      i--;
    }
    if (i == shorter) {
      return Integer.compare(a.length(), b.length());
    }
    int first = a.codePointAt(i);
    int second = b.codePointAt(i);
    boolean letter = Character.isLetter(first);
    if (letter != Character.isLetter(second)) {
      return letter ? 1 : -1;
    }
    return letter ? Integer.compare(first, second) : numbers(a, b, i);
  }

  private static int numbers(String a, String b, int at) {
    boolean padded = (a.charAt(at) == '0' || b.charAt(at) == '0') && isPadded(a, at);
    int endA = digits(a, at);
    int endB = digits(b, at);
    long valueA = value(a, at, endA, padded);
    long valueB = value(b, at, endB, padded);
    if (valueA != valueB) {
      return Long.compare(valueA, valueB);
    }
    return endA != endB
        ? Integer.compare(endA, endB)
        : Integer.compare(a.codePointAt(at), b.codePointAt(at));
  }

  /** Whether digits other than zeros stand right before. */
  private static boolean isPadded(String text, int at) {
    for (int i = at - 1; i >= 0 && Character.isDigit(text.charAt(i)); i--) {
      if (text.charAt(i) != '0') {
        return true;
      }
    }
    return false;
  }

  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static long value(String text, int from, int end, boolean padded) {
    long value = padded ? 1 : 0;
    for (int i = from; i < end; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }
}
