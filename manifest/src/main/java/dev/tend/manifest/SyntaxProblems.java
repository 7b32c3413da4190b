package dev.tend.manifest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says what is wrong with a text that is no YAML, in words for the one who wrote it. */
final class SyntaxProblems {
  private static final Pattern HELM = Pattern.compile("\\{\\{-? *[.$a-zA-Z(\"`/]");
  private static final String RULE = "yaml/syntax";

  private SyntaxProblems() {}

  static Problem of(YamlDocument document, YamlEngineException failure) {
    return switch (failure) {
      case MarkedYamlEngineException marked -> of(document, marked);
      case ReaderException reader -> unprintable(document, reader);
      default -> error(RULE, document.at(0, 0), "This is no YAML: " + failure.getMessage(), "");
    };
  }

  static Problem tooManyTabs(YamlDocument document) {
    return error(
        "yaml/tab", document.at(0, 0), "Tabs after colons all over the document", "Use spaces");
  }

  /** Whether a Helm template left its marks around this line; lines count from 0. */
  static Optional<Problem> helmTemplate(YamlDocument document, int line) {
    List<String> lines = document.text().lines().toList();
    for (int i = Math.min(line, lines.size() - 1); i >= 0; i--) {
      boolean near = i >= line - 1;
      boolean whole = lines.get(i).stripLeading().startsWith("{{");
      var matcher = HELM.matcher(lines.get(i));
      if ((near || whole) && matcher.find()) {
        return Optional.of(
            error(
                "yaml/helm-template",
                document.at(i, matcher.start()),
                "This looks like a Helm template, which is no YAML before it is rendered",
                "Render its chart (the folder with Chart.yaml) and give the output as the source:"
                    + " `helm template CHART | tend validate -`"));
      }
    }
    return Optional.empty();
  }

  private static Problem of(YamlDocument document, MarkedYamlEngineException failure) {
    Optional<Mark> place = failure.getProblemMark().or(failure::getContextMark);
    int line = place.map(Mark::getLine).orElse(0);
    String problem = failure.getProblem() == null ? "" : failure.getProblem();
    String context = failure.getContext() == null ? "" : failure.getContext();
    if (problem.contains("TAB")) {
      return error(
          "yaml/tab",
          document.at(place),
          "A tab where YAML wants spaces",
          "Indent with spaces: YAML forbids tabs there");
    }
    Optional<Problem> special =
        helmTemplate(document, line).or(() -> missingSpace(document, line, problem));
    return special.orElseGet(() -> plain(document, failure, place, problem, context));
  }

  private static Optional<Problem> missingSpace(YamlDocument document, int line, String problem) {
    if (!problem.contains("mapping values are not allowed") && !problem.contains("':'")) {
      return Optional.empty();
    }
    List<String> lines = document.text().lines().toList();
    Optional<Problem> found = Optional.empty();
    for (int i = Math.min(line, lines.size() - 1); i >= Math.max(0, line - 10); i--) {
      Optional<String> word = MissingSpace.in(lines.get(i));
      if (word.isPresent()) {
        int column = lines.get(i).indexOf(word.get()) + word.get().indexOf(':');
        String hint = MissingSpace.hint(word.get());
        SourceLocation location = document.at(i, column);
        found =
            Optional.of(
                error("yaml/missing-space", location, MissingSpace.message(word.get()), hint));
      } else if (i != line) {
        break;
      }
    }
    return found;
  }

  private static Problem plain(
      YamlDocument document,
      MarkedYamlEngineException failure,
      Optional<Mark> place,
      String problem,
      String context) {
    Optional<Mark> began = failure.getContextMark();
    String since =
        began
            .map(mark -> document.at(Optional.of(mark)).line())
            .filter(l -> !l.equals(document.at(place).line()))
            .map(l -> " (it began in line " + l + ")")
            .orElse("");
    String message;
    String hint;
    if (problem.contains("mapping values are not allowed")) {
      message = "A second `: ` in one value, or a line that is indented too far";
      hint = "Quote the value if the colon belongs to it; else align the key with its neighbours";
    } else if (context.contains("quoted scalar") && problem.contains("end of stream")) {
      return error(
          RULE, document.at(began), "The quote that opens here is never closed", "Close it");
    } else if (context.contains("flow") && problem.startsWith("expected ',' or")) {
      char bracket = context.contains("mapping") ? '}' : ']';
      message = "`,` or `" + bracket + "` is missing" + since;
      hint = "Close the bracket, or separate its entries with commas";
    } else if (problem.startsWith("expected <block end>")) {
      message = "This line doesn't fit the block around it" + since;
      hint = "Check its indentation, and whether a key or list item belongs to the same level";
    } else if (problem.contains("sequence entries are not allowed")) {
      message = "A list can't begin in the line of its key";
      hint = "Put `- ` in the next line, or quote the value if the dash belongs to it";
    } else if (problem.contains("cannot start any token")) {
      message = "A value can't begin with `" + characterAt(document, place) + "`";
      hint = "Quote the value";
    } else if (context.contains("alias") || context.contains("anchor")) {
      message = "No name follows the `" + (context.contains("alias") ? '*' : '&') + "`";
      hint = "Quote the value if it is meant as text";
    } else if (problem.contains("unknown escape character")) {
      message = "Unknown escape `\\" + characterAt(document, place) + "` in double quotes";
      hint = "Double the backslash, or use single quotes";
    } else if (problem.contains("could not find expected ':'")) {
      message = "A key without a colon" + since;
      hint = "Write `key: value`, or indent the line if it continues the value above";
    } else {
      message = "Broken YAML: " + (context.isEmpty() ? "" : context + ", ") + problem + since;
      hint = "";
    }
    return error(RULE, document.at(place), message, hint);
  }

  private static String characterAt(YamlDocument document, Optional<Mark> place) {
    return place
        .filter(mark -> mark.getPointer() < mark.getBuffer().length)
        .map(mark -> Character.toString(mark.getBuffer()[mark.getPointer()]))
        .orElse("");
  }

  private static Problem unprintable(YamlDocument document, ReaderException failure) {
    int line = 0;
    int column = 0;
    int[] points = document.text().codePoints().toArray();
    int end = Math.min(failure.getPosition(), points.length);
    for (int i = 0; i < end; i++) {
      line += points[i] == '\n' ? 1 : 0;
      column = points[i] == '\n' ? 0 : column + 1;
    }
    String name = String.format("U+%04X", failure.getCodePoint());
    return error(
        "yaml/character",
        document.at(line, column),
        "The character " + name + " is not allowed in YAML",
        "Remove it, or write it as an escape in double quotes; is the file text in UTF-8?");
  }

  private static Problem error(String rule, SourceLocation location, String message, String hint) {
    return Problem.error(rule, location, FieldPath.ROOT, message, hint);
  }
}
