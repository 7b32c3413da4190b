package dev.tend.schema.cel;

import java.util.ArrayList;
import java.util.List;

/** Functions of strings; positions count code points. */
final class Texts {
  private Texts() {}

  static String charAt(String text, long index) {
    int length = length(text);
    checkIndex(index, length);
    return index == length ? "" : slice(text, (int) index, (int) index + 1);
  }

  static String substring(String text, long start, long end) {
    if (start > end) {
      throw new CelFault("invalid substring range. start: %d, end: %d".formatted(start, end));
    }
    int length = length(text);
    checkIndex(start, length);
    checkIndex(end, length);
    return slice(text, (int) start, (int) end);
  }

  static String substring(String text, long start) {
    int length = length(text);
    checkIndex(start, length);
    return slice(text, (int) start, length);
  }

  static long indexOf(String text, String part, long from) {
    if (part.isEmpty()) {
      return from;
    }
    if (from < 0) {
      throw outOfRange(from);
    }
    if (from >= length(text)) {
      return -1;
    }
    int found = text.indexOf(part, text.offsetByCodePoints(0, (int) from));
    return found < 0 ? -1 : text.codePointCount(0, found);
  }

  static long lastIndexOf(String text, String part) {
    int length = length(text);
    if (part.isEmpty()) {
      return length;
    }
    return length < length(part) ? -1 : lastIndexOf(text, part, length - 1L);
  }

  static long lastIndexOf(String text, String part, long from) {
    if (part.isEmpty()) {
      return from;
    }
    if (from < 0) {
      throw outOfRange(from);
    }
    int length = length(text);
    if (from >= length) {
      return -1;
    }
    int found = text.lastIndexOf(part, text.offsetByCodePoints(0, (int) from));
    return found < 0 ? -1 : text.codePointCount(0, found);
  }

  /**
   * @param limit how often; below 0 for always
   */
  static String replace(String text, String old, String with, long limit) {
    if (limit < 0) {
      return text.replace(old, with);
    }
    StringBuilder result = new StringBuilder();
    int at = 0;
    for (long done = 0; done < limit; done++) {
      int found = text.indexOf(old, at);
      if (old.isEmpty()) {
        found = done == 0 ? 0 : (at < text.length() ? text.offsetByCodePoints(at, 1) : -1);
      }
      if (found < 0) {
        break;
      }
      result.append(text, at, found).append(with);
      at = found + old.length();
    }
    return result.append(text.substring(at)).toString();
  }

  /**
   * @param limit how many parts at most; below 0 for all
   */
  static List<String> split(String text, String separator, long limit) {
    List<String> parts = new ArrayList<>();
    if (limit == 0) {
      return parts;
    }
    int at = 0;
    while (limit < 0 || parts.size() < limit - 1) {
      int found = text.indexOf(separator, at);
      if (separator.isEmpty()) {
        found = at < text.length() ? text.offsetByCodePoints(at, 1) : -1;
        found = found == text.length() ? -1 : found;
      }
      if (found < 0) {
        break;
      }
      parts.add(text.substring(at, found));
      at = found + separator.length();
    }
    if (!separator.isEmpty() || at < text.length()) {
      parts.add(text.substring(at));
    }
    return parts;
  }

  static String join(List<?> parts, String separator) {
    List<String> texts = new ArrayList<>();
    for (Object part : parts) {
      if (!(part instanceof String text)) {
        throw new CelFault("join: invalid input: " + Values.goText(part));
      }
      texts.add(text);
    }
    return String.join(separator, texts);
  }

  static String upperAscii(String text) {
    StringBuilder result = new StringBuilder(text);
    for (int i = 0; i < result.length(); i++) {
      char c = result.charAt(i);
      result.setCharAt(i, c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
    }
    return result.toString();
  }

  static String lowerAscii(String text) {
    StringBuilder result = new StringBuilder(text);
    for (int i = 0; i < result.length(); i++) {
      char c = result.charAt(i);
      result.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return result.toString();
  }

  /** In double quotes, with escapes where needed. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      quoted.append(
          switch (c) {
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case 0x0b -> "\\v";
            case '\\' -> "\\\\";
            case '"' -> "\\\"";
            default -> String.valueOf(c);
          });
    }
    return quoted.append('"').toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String slice(String text, int start, int end) {
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start));
  }

  private static void checkIndex(long index, int length) {
    if (index < 0 || index > length) {
      throw outOfRange(index);
    }
  }

  private static CelFault outOfRange(long index) {
    return new CelFault("index out of range: " + index);
  }
}
