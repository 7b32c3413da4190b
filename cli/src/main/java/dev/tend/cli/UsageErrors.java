package dev.tend.cli;

import dev.tend.manifest.NearMiss;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
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
    if (word.startsWith("-") && !word.startsWith("--")) {
      // Every letter is near every other.
      return "";
    }
    List<String> known = new ArrayList<>(command.getSubcommands().keySet());
    known.addAll(command.getCommandSpec().optionsMap().keySet());
    return NearMiss.of(word, known).orElse("");
  }
}
