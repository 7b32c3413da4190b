package dev.tend.manifest;

import com.fasterxml.jackson.databind.JsonNode;
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

  /** Most often such keys are what a template looks like to YAML. */
  void keyThatIsNoText(Event event, FieldPath path, JsonNode key) {
    int line = event.getStartMark().map(Mark::getLine).orElse(0);
    Optional<Problem> template = SyntaxProblems.helmTemplate(document, line);
    if (template.isPresent()) {
      throw new UnreadableDocument(template.get());
    }
    String type = key.isObject() ? "a mapping" : key.isArray() ? "a list" : "null";
    String hint = "Quote it if it is meant as text";
    error("yaml/key", event, path, "A mapping's key must be text, and this is " + type, hint);
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
