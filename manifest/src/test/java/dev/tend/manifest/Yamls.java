package dev.tend.manifest;

import java.util.List;

/** Reads texts of tests, and tells findings in one line each. */
final class Yamls {
  private Yamls() {}

  static YamlReader.Result read(String text) {
    return YamlReader.read(new SourceText("app.yaml", text));
  }

  static YamlReader.Documents documents(String text) {
    return YamlReader.readDocuments(new SourceText("app.yaml", text));
  }

  /** {@code rule line:column path}. */
  static List<String> findings(List<Problem> problems) {
    return problems.stream().map(Yamls::finding).toList();
  }

  private static String finding(Problem problem) {
    SourceLocation place = problem.location();
    return problem.rule() + " " + place.line() + ":" + place.column() + " " + problem.path();
  }
}
