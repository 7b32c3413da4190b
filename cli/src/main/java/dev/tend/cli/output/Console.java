package dev.tend.cli.output;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The two streams, and how each may look. stdout carries the result and nothing else; stderr is
 * conversation.
 */
public final class Console {
  /** What the user said about colour. */
  public enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** How much the user wants to hear. */
  public enum Verbosity {
    QUIET,
    NORMAL,
    VERBOSE
  }

  private static final Pattern ON_CLUSTER =
      Pattern.compile("\\btend (apply|diff|delete|status|history|rollback|rollout [a-z]+)\\b");

  private final boolean sandbox;
  private final Environment environment;
  private final Palette outPalette;
  private final Palette errPalette;
  private final Theme theme;
  private final Verbosity verbosity;

  /**
   * @param sandbox whether the command works on the sandbox, as those that it advises should then
   */
  public Console(Environment environment, Color color, Verbosity verbosity, boolean sandbox) {
    this.sandbox = sandbox;
    this.environment = environment;
    this.outPalette = palette(color, environment.outIsTerminal());
    this.errPalette = palette(color, environment.errIsTerminal());
    this.theme = theme(environment);
    this.verbosity = verbosity;
  }

  private Palette palette(Color color, boolean terminal) {
    return switch (color) {
      case ALWAYS -> Palette.ANSI;
      case NEVER -> Palette.NONE;
      case AUTO ->
          terminal
                  && environment.variable("NO_COLOR").isEmpty()
                  && !environment.variable("TERM").equals("dumb")
              ? Palette.ANSI
              : Palette.NONE;
    };
  }

  private static Theme theme(Environment environment) {
    String locale =
        environment.variable("LC_ALL")
            + environment.variable("LC_CTYPE")
            + environment.variable("LANG");
    boolean unicode = locale.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8");
    return unicode && (environment.outIsTerminal() || environment.errIsTerminal())
        ? Theme.UNICODE
        : Theme.ASCII;
  }

  /** For the result. */
  public PrintStream out() {
    return environment.out();
  }

  /** For conversation. */
  public PrintStream err() {
    return environment.err();
  }

  /** A hint whose commands mean the cluster that this one means. */
  String advice(String hint) {
    return sandbox && !hint.contains("--sandbox")
        ? ON_CLUSTER.matcher(hint).replaceAll("$0 --sandbox")
        : hint;
  }

  /** The file of that name, as whoever typed the command sees it. */
  Path path(String name) {
    return environment.workingDirectory().resolve(name);
  }

  public Clock clock() {
    return environment.clock();
  }

  public Palette outPalette() {
    return outPalette;
  }

  public Palette errPalette() {
    return errPalette;
  }

  public Theme theme() {
    return theme;
  }

  public boolean quiet() {
    return verbosity == Verbosity.QUIET;
  }

  public boolean verbose() {
    return verbosity == Verbosity.VERBOSE;
  }

  /** Whether progress may be painted and repainted on stderr. */
  public boolean live() {
    return environment.errIsTerminal()
        && !quiet()
        && environment.variable("CI").isEmpty()
        && !environment.variable("TERM").equals("dumb");
  }

  /** A line of conversation, unless the user wants none. */
  public void say(String line) {
    if (!quiet()) {
      environment.err().println(line);
      environment.err().flush();
    }
  }

  /** A line for those who asked for more. */
  public void detail(String line) {
    if (verbose()) {
      environment.err().println(errPalette.paint(Style.FAINT, line));
      environment.err().flush();
    }
  }

  /** A failure and what to try: said even to the quiet. */
  public void fail(String message, String hint) {
    PrintStream err = environment.err();
    err.println(errPalette.paint(Style.BAD, "error: ") + message);
    if (!hint.isEmpty()) {
      err.println(errPalette.paint(Style.BUSY, "  try: ") + advice(hint));
    }
    err.flush();
  }
}
