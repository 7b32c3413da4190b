package dev.tend.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** What reading one document finds. Without marks, findings know no line: read again with them. */
final class Findings {
  private final YamlDocument document;
  private final List<Problem> problems = new ArrayList<>();

  Findings(YamlDocument document) {
    this.document = document;
  }

  List<Problem> problems() {
    return problems;
  }

  /** The line of a mark in its file, from 1. */
  int line(Mark mark) {
    return document.at(Optional.of(mark)).line();
  }

  void error(String rule, Event event, FieldPath path, String message, String hint) {
    problems.add(problem(Problem.Severity.ERROR, rule, event, path, message, hint));
  }

  void warning(String rule, Event event, FieldPath path, String message, String hint) {
    problems.add(problem(Problem.Severity.WARNING, rule, event, path, message, hint));
  }

  /** To be thrown where reading on is impossible, or unwise. */
  UnreadableDocument refusal(
      String rule, Event event, FieldPath path, String message, String hint) {
    return new UnreadableDocument(
        problem(Problem.Severity.ERROR, rule, event, path, message, hint));
  }

  private Problem problem(
      Problem.Severity severity,
      String rule,
      Event event,
      FieldPath path,
      String message,
      String hint) {
    SourceLocation location = document.at(event.getStartMark());
    return new Problem(severity, rule, location, path, message, hint);
  }
}
