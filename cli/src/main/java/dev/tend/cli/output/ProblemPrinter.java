package dev.tend.cli.output;

import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceLocation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints findings for people: {@code file:line:column}, what is wrong, the line with a caret, and
 * what to write instead.
 */
public final class ProblemPrinter {
  private final PrintStream stream;
  private final Palette palette;
  private final Console console;

  /** The file of the last finding: the next one is often of the same. */
  private Lines shown = new Lines("", List.of());

  private record Lines(String file, List<String> lines) {}

  /** To stderr: findings on the way to another result. */
  public ProblemPrinter(Console console) {
    this(console, console.err(), console.errPalette());
  }

  /** To stdout: findings as the result. */
  static ProblemPrinter onOut(Console console) {
    return new ProblemPrinter(console, console.out(), console.outPalette());
  }

  private ProblemPrinter(Console console, PrintStream stream, Palette palette) {
    this.console = console;
    this.stream = stream;
    this.palette = palette;
  }

  public void print(List<Problem> problems) {
    problems.stream().sorted(Problem.ORDER).forEach(this::print);
    stream.flush();
  }

  private void print(Problem problem) {
    Style style = problem.isError() ? Style.BAD : Style.WARNING;
    String word = problem.isError() ? "error" : "warning";
    stream.println(
        palette.paint(Style.STRONG, problem.location().toString())
            + ": "
            + palette.paint(style, word + ": ")
            + LongValues.shorten(problem.message())
            + " "
            + palette.paint(Style.FAINT, "[" + problem.rule() + "]"));
    snippet(problem.location(), style);
    if (!problem.path().isRoot()) {
      stream.println("  " + palette.paint(Style.FAINT, "at ") + problem.path());
    }
    if (!problem.hint().isEmpty()) {
      stream.println("  " + palette.paint(Style.BUSY, "try: ") + console.advice(problem.hint()));
    }
  }

  private void snippet(SourceLocation location, Style style) {
    String line = line(location);
    if (line.isBlank()) {
      return;
    }
    String number = String.valueOf(location.line());
    String margin = " ".repeat(number.length());
    String bar = palette.paint(Style.FAINT, console.theme().bar());
    stream.println("  " + palette.paint(Style.FAINT, number) + " " + bar + " " + visible(line));
    if (location.column() > 0 && location.column() <= line.length() + 1) {
      String indent = " ".repeat(visible(line.substring(0, location.column() - 1)).length());
      stream.println("  " + margin + " " + bar + " " + indent + palette.paint(style, "^"));
    }
  }

  /** A tab is shown as an arrow, since it is often the fault; long lines are cut. */
  private static String visible(String line) {
    String shown = line.replace("\t", "-->");
    return shown.length() > 160 ? shown.substring(0, 160) + "..." : shown;
  }

  private String line(SourceLocation location) {
    if (location.line() == 0 || location.file().contains("://")) {
      return "";
    }
    if (!location.file().equals(shown.file())) {
      shown = new Lines(location.file(), read(location.file()));
    }
    List<String> lines = shown.lines();
    return location.line() <= lines.size() ? lines.get(location.line() - 1) : "";
  }

  private List<String> read(String name) {
    Path file = console.path(name);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
