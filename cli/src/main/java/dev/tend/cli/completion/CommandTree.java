package dev.tend.cli.completion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command as completion sees it.
 *
 * @param words from the root's name to its own
 * @param values what its argument may be, where that is a closed set
 */
record CommandTree(
    List<String> words,
    String description,
    List<Option> options,
    List<String> values,
    List<CommandTree> subcommands) {

  /** What an option's value is. */
  enum Value {
    NONE,
    CLOSED,
    FILE,
    FOLDER,
    FREE
  }

  /** An option. */
  record Option(List<String> names, String description, Value value, List<String> choices) {
    /** Long names first. */
    String longest() {
      return names.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
    }
  }

  String name() {
    return words.getLast();
  }

  /** This command and all below it, parents first. */
  List<CommandTree> all() {
    List<CommandTree> all = new ArrayList<>(List.of(this));
    subcommands.forEach(child -> all.addAll(child.all()));
    return all;
  }

  static CommandTree of(CommandSpec root) {
    return of(root, List.of());
  }

  private static CommandTree of(CommandSpec spec, List<String> parents) {
    List<String> words = new ArrayList<>(parents);
    words.add(spec.name());
    List<CommandTree> children =
        spec.subcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .filter(child -> !child.usageMessage().hidden())
            .map(child -> of(child, words))
            .toList();
    List<Option> options =
        spec.options().stream().filter(option -> !option.hidden()).map(CommandTree::of).toList();
    List<String> values =
        spec.positionalParameters().stream()
            .filter(parameter -> parameter.completionCandidates() != null)
            .flatMap(parameter -> lower(parameter.completionCandidates()).stream())
            .toList();
    return new CommandTree(
        words, first(spec.usageMessage().description()), options, values, children);
  }

  private static Option of(OptionSpec option) {
    List<String> choices =
        option.completionCandidates() == null ? List.of() : lower(option.completionCandidates());
    Value value =
        option.arity().max() == 0
            ? Value.NONE
            : !choices.isEmpty()
                ? Value.CLOSED
                : switch (option.paramLabel()) {
                  case "FILE", "SOURCE" -> Value.FILE;
                  case "FOLDER" -> Value.FOLDER;
                  default -> Value.FREE;
                };
    return new Option(List.of(option.names()), first(option.description()), value, choices);
  }

  private static List<String> lower(Iterable<String> candidates) {
    List<String> lower = new ArrayList<>();
    candidates.forEach(candidate -> lower.add(candidate.toLowerCase(Locale.ROOT)));
    return lower;
  }

  /** Up to the first full stop or parenthesis: what fits beside a candidate. */
  private static String first(String[] lines) {
    String line = lines.length == 0 ? "" : lines[0];
    int end = line.indexOf(" (");
    String text = end > 0 ? line.substring(0, end) : line;
    int colon = text.indexOf(": ${");
    text = colon > 0 ? text.substring(0, colon) : text;
    text = text.startsWith("${") ? "Format of the output" : text;
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
