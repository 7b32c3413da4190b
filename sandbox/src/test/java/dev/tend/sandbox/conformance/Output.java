package dev.tend.sandbox.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** What a command said, line by line, and its exit code. */
record Output(List<String> out, List<String> err, int exit) {
  static final Output NOTHING = new Output(List.of(), List.of(), 0);

  Output {
    out = List.copyOf(out);
    err = List.copyOf(err);
  }

  static Output of(String out, String err, int exit) {
    return new Output(lines(out), lines(err), exit);
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  /** Without errors that are lines of a log. */
  Output without(Pattern logged) {
    return new Output(
        out, err.stream().filter(line -> !logged.matcher(line).matches()).toList(), exit);
  }

  Output sorted() {
    return new Output(out.stream().sorted().toList(), err.stream().sorted().toList(), exit);
  }

  /** Without lines that came before. */
  Output distinct() {
    return new Output(
        new ArrayList<>(new LinkedHashSet<>(out)), new ArrayList<>(new LinkedHashSet<>(err)), exit);
  }

  /** As it stands in a transcript. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    out.forEach(line -> lines.add(("| " + line).stripTrailing()));
    err.forEach(line -> lines.add(("! " + line).stripTrailing()));
    if (exit != 0) {
      lines.add("= " + exit);
    }
    return lines;
  }
}
