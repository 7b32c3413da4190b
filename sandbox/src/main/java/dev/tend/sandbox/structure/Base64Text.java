package dev.tend.sandbox.structure;

import java.util.Optional;

/** The text form of bytes. */
final class Base64Text {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Base64Text() {}

  /** Where it stops being base64; empty where it is. Line breaks don't count. */
  static Optional<Integer> illegalByte(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        return padding(text, i, digits);
      }
      if (ALPHABET.indexOf(c) >= 0) {
        digits++;
      } else if (c != '\n' && c != '\r') {
        return Optional.of(i);
      }
    }
    // What lacks its padding breaks off where the last group of four began.
    return digits % 4 == 0 ? Optional.empty() : Optional.of(text.length() - digits % 4);
  }

  private static Optional<Integer> padding(String text, int from, int digits) {
    String rest = text.substring(from).replaceAll("[\\r\\n]", "");
    String wanted =
        switch (digits % 4) {
          case 2 -> "==";
          case 3 -> "=";
          default -> "";
        };
    return !wanted.isEmpty() && rest.equals(wanted) ? Optional.empty() : Optional.of(from);
  }
}
