package dev.tend.sync.spec;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Percent encoding as URLs use it in user names and passwords. */
final class Percent {
  private Percent() {}

  /** The text itself where it isn't properly encoded. A plus sign stays one. */
  static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
