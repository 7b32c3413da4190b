package dev.tend.cli.output;

/** The characters that stand for a state: Unicode on a terminal that can, else ASCII. */
public enum Theme {
  ASCII("ok", "x", "..", "!", "|", "`-", "->"),
  UNICODE("✔", "✘", "◌", "▲", "│", "└─", "→");

  private final String good;
  private final String bad;
  private final String busy;
  private final String warning;
  private final String bar;
  private final String corner;
  private final String arrow;

  Theme(
      String good,
      String bad,
      String busy,
      String warning,
      String bar,
      String corner,
      String arrow) {
    this.good = good;
    this.bad = bad;
    this.busy = busy;
    this.warning = warning;
    this.bar = bar;
    this.corner = corner;
    this.arrow = arrow;
  }

  public String good() {
    return good;
  }

  public String bad() {
    return bad;
  }

  public String busy() {
    return busy;
  }

  public String warning() {
    return warning;
  }

  public String bar() {
    return bar;
  }

  public String corner() {
    return corner;
  }

  public String arrow() {
    return arrow;
  }
}
