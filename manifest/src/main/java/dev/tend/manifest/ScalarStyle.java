package dev.tend.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes one scalar, or an empty collection, in the plainest style that every reader gets right.
 */
final class ScalarStyle {
  /** What YAML 1.1 or 1.2 readers take for a number or a date, underscores removed. */
  private static final List<Pattern> NUMBERS =
      List.of(
          Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
          Pattern.compile("[-+]?0[xX][0-9a-fA-F]+"),
          Pattern.compile("[-+]?0[oO][0-7]+"),
          Pattern.compile("[-+]?0[bB][01]+"),
          Pattern.compile("[-+]?[0-9]+(:[0-5]?[0-9])+(\\.[0-9]*)?"),
          Pattern.compile("[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?([Tt \t].*)?"));

  private ScalarStyle() {}

  /**
   * Without a newline at the end.
   *
   * @param indent column of the key or dash before it, -1 at the root of a document
   */
  static void write(StringBuilder out, JsonNode value, int indent) {
    switch (value.getNodeType()) {
      case OBJECT -> out.append("{}");
      case ARRAY -> out.append("[]");
      case NULL, MISSING -> out.append("null");
      case NUMBER -> out.append(number(value));
      case BOOLEAN -> out.append(value.booleanValue());
      case STRING, BINARY, POJO -> text(out, value.asText(), indent);
    }
  }

  /** A mapping's key, in one line. */
  static String key(String text) {
    StringBuilder out = new StringBuilder();
    line(out, text);
    return out.toString();
  }

  private static String number(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value.asText();
    }
    double number = value.doubleValue();
    if (!Double.isFinite(number)) {
      return Double.isNaN(number) ? ".nan" : number > 0 ? ".inf" : "-.inf";
    }
    BigDecimal exact =
        value.isBigDecimal() ? value.decimalValue() : new BigDecimal(Double.toString(number));
    BigDecimal shortest = exact.stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    return exponent >= -7 && exponent < 21
        ? shortest.toPlainString()
        : shortest.toString().replace('E', 'e');
  }

  private static void text(StringBuilder out, String text, int indent) {
    if (text.indexOf('\n') >= 0 && allowsLiteral(text, indent)) {
      literal(out, text, indent + 2);
    } else {
      line(out, text);
    }
  }

  private static void line(StringBuilder out, String text) {
    if (needsEscapes(text)) {
      doubleQuoted(out, text);
    } else if (isTypeless(text)) {
      out.append(text);
      if (!allowsPlain(text)) {
        out.setLength(out.length() - text.length());
        out.append('\'').append(text.replace("'", "''")).append('\'');
      }
    } else {
      doubleQuoted(out, text);
    }
  }

  /** Whether no reader takes the unquoted text for a boolean, null, number, date or merge. */
  private static boolean isTypeless(String text) {
    if (text.isEmpty() || !PlainScalars.resolve(text).isTextual()) {
      return false;
    }
    char first = text.charAt(0);
    if (first >= '0' && first <= '9' || first == '+' || first == '-' || first == '.') {
      String digits = text.replace("_", "");
      return NUMBERS.stream().noneMatch(pattern -> pattern.matcher(digits).matches());
    }
    return !text.equals("<<") && !text.equals("=");
  }

  private static boolean allowsPlain(String text) {
    int last = text.length() - 1;
    char first = text.charAt(0);
    if (first == ' ' || text.charAt(last) == ' ' || ",[]{}#&*!|>'\"%@`".indexOf(first) >= 0) {
      return false;
    }
    if ("-?:".indexOf(first) >= 0 && (last == 0 || text.charAt(1) == ' ')) {
      return false;
    }
    return !text.startsWith("---")
        && !text.startsWith("...")
        && !text.contains(": ")
        && !text.contains(" #")
        && text.charAt(last) != ':';
  }

  /** Whether it holds what only double quotes can show. */
  private static boolean needsEscapes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' && isSpecial(text, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSpecial(String text, int i) {
    char c = text.charAt(i);
    if (Character.isSurrogate(c)) {
      return !(Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1)))
          && !(Character.isLowSurrogate(c)
              && i > 0
              && Character.isHighSurrogate(text.charAt(i - 1)));
    }
    return c >= 0x7f && c <= 0xa0
        || c == '\u2028'
        || c == '\u2029'
        || c == '\ufeff'
        || c >= '\ufffe';
  }

  private static boolean allowsLiteral(String text, int indent) {
    if (indent < 0 && " \t\n".indexOf(text.charAt(0)) >= 0) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n' && c != '\t' || c > '~' && isSpecial(text, i)) {
        return false;
      }
      boolean ends = i + 1 == text.length() || text.charAt(i + 1) == '\n';
      if (ends && (c == ' ' || c == '\t')) {
        return false;
      }
    }
    return true;
  }

  private static void literal(StringBuilder out, String text, int indent) {
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    boolean keep = text.endsWith("\n") && (body.isEmpty() || body.endsWith("\n"));
    out.append('|');
    if (" \t\n".indexOf(text.charAt(0)) >= 0) {
      out.append('2');
    }
    out.append(keep ? "+" : text.endsWith("\n") ? "" : "-");
    String margin = " ".repeat(Math.max(indent, 2));
    int start = 0;
    while (start <= body.length()) {
      int end = body.indexOf('\n', start);
      int stop = end < 0 ? body.length() : end;
      out.append('\n');
      if (stop > start) {
        out.append(margin).append(body, start, stop);
      }
      start = stop + 1;
    }
  }

  private static void doubleQuoted(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\0' -> out.append("\\0");
        default -> {
          if (c < ' ' || c > '~' && c <= 0xff && isSpecial(text, i)) {
            out.append(String.format("\\x%02X", (int) c));
          } else if (c > '~' && isSpecial(text, i)) {
            out.append(String.format("\\u%04X", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
