package dev.tend.cli.output;

/** How a style looks: with ANSI colours, or not at all. */
public enum Palette {
  NONE {
    @Override
    public String paint(Style style, String text) {
      return text;
    }
  },
  ANSI {
    @Override
    public String paint(Style style, String text) {
      return text.isEmpty() ? text : "\u001b[" + code(style) + "m" + text + "\u001b[0m";
    }
  };

  public abstract String paint(Style style, String text);

  private static String code(Style style) {
    return switch (style) {
      case ADDED, GOOD -> "32";
      case CHANGED, WARNING -> "33";
      case REMOVED, BAD -> "31";
      case BUSY -> "36";
      case STRONG -> "1";
      case FAINT -> "2";
    };
  }
}
