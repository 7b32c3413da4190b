package dev.tend.render.kustomize.tree;

import java.util.regex.Pattern;

/** A text, and how it can be written. */
record ScalarText(String text) {
  /** The styles of scalars. */
  enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL
  }

  private static final Pattern BASE_60 =
      Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");

  /**
   * @param key whether it must stay in one line
   */
  Style style(boolean key) {
    boolean special = false;
    boolean breakSpace = false;
    boolean spaceBreak = false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      special |= !isPrintable(c);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 'x';
      breakSpace |= c == '\n' && next == ' ';
      spaceBreak |= c == ' ' && next == '\n';
    }
    boolean lines = text.indexOf('\n') >= 0;
    if (lines) {
      boolean block = !special && !spaceBreak && !text.endsWith(" ") && !key;
      return block ? Style.LITERAL : Style.DOUBLE_QUOTED;
    }
    if (special || !isText()) {
      return Style.DOUBLE_QUOTED;
    }
    return breakSpace || hasIndicators() ? Style.SINGLE_QUOTED : Style.PLAIN;
  }

  /** Whether no reader of YAML 1.1 takes it for anything else. */
  private boolean isText() {
    if (text.isEmpty()) {
      return false;
    }
    char first = text.charAt(0);
    boolean number = first >= '0' && first <= '9' || first == '+' || first == '-';
    return TreeJson.isPlainText(text) && !(number && BASE_60.matcher(text).matches());
  }

  private boolean hasIndicators() {
    int last = text.length() - 1;
    char first = text.charAt(0);
    if (first == ' ' || text.charAt(last) == ' ') {
      return true;
    }
    if (text.startsWith("---") || text.startsWith("...")) {
      return true;
    }
    if ("#,[]{}&*!|>'\"%@`".indexOf(first) >= 0
        || "?:-".indexOf(first) >= 0 && (last == 0 || text.charAt(1) == ' ')) {
      return true;
    }
    return text.contains(": ") || text.endsWith(":") || text.contains(" #");
  }

  private static boolean isPrintable(int c) {
    return c == '\n'
        || c >= 0x20 && c <= 0x7e
        || c >= 0xa0 && c <= 0xd7ff && c != 0x2028 && c != 0x2029
        || c >= 0xe000 && c <= 0xfffd && c != 0xfeff;
  }

  /** A character as double quotes hold it. */
  static void escape(StringBuilder out, int c) {
    if (isPrintable(c) && c != '\n' && c != '"' && c != '\\') {
      out.appendCodePoint(c);
      return;
    }
    out.append('\\');
    switch (c) {
      case 0x00 -> out.append('0');
      case 0x07 -> out.append('a');
      case 0x08 -> out.append('b');
      case 0x09 -> out.append('t');
      case 0x0a -> out.append('n');
      case 0x0b -> out.append('v');
      case 0x0c -> out.append('f');
      case 0x0d -> out.append('r');
      case 0x1b -> out.append('e');
      case '"' -> out.append('"');
      case '\\' -> out.append('\\');
      case 0x85 -> out.append('N');
      case 0x2028 -> out.append('L');
      case 0x2029 -> out.append('P');
      default ->
          out.append(
              c <= 0xff
                  ? String.format("x%02X", c)
                  : c <= 0xffff ? String.format("u%04X", c) : String.format("U%08X", c));
    }
  }
}
