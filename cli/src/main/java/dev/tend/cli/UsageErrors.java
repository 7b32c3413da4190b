package dev.tend.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in two lines what is wrong with a command line, and what may have been meant. */
final class UsageErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + message(failure));
    String meant = meant(failure, command);
    String name = command.getCommandSpec().qualifiedName();
    err.println(meant.isEmpty() ? "  try: " + name + " --help" : "  try: " + name + " " + meant);
    err.flush();
    return ExitCode.USAGE.number();
  }

  private static String message(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      boolean group = !failure.getCommandLine().getSubcommands().isEmpty();
      String what = word.startsWith("-") ? "option" : group ? "command" : "argument";
      return failure.getCommandLine().getCommandSpec().qualifiedName()
          + " knows no "
          + what
          + " '"
          + word
          + "'";
    }
    String message = failure.getMessage();
    return message == null ? "the command line can't be read" : message;
  }

  private static String meant(ParameterException failure, CommandLine command) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    String word = unmatched.getUnmatched().getFirst();
    List<String> known = new ArrayList<>(command.getSubcommands().keySet());
    known.addAll(command.getCommandSpec().optionsMap().keySet());
    return known.stream()
        .filter(name -> distance(name, word) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt((String name) -> distance(name, word)))
        .orElse("");
  }

  /** Levenshtein's distance, case ignored. */
  static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
