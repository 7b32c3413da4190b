package dev.tend.manifest;

import java.util.Comparator;

/**
 * A finding: something in a source that is wrong, or looks wrong.
 *
 * @param rule stable id, for example {@code schema/unknown-field}
 * @param location where it stands
 * @param path the field, or {@link FieldPath#ROOT}
 * @param message one sentence without a final stop
 * @param hint what to write instead, or empty
 */
public record Problem(
    Severity severity,
    String rule,
    SourceLocation location,
    FieldPath path,
    String message,
    String hint) {

  /** How bad it is. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /** By file, line, column, then rule and message. */
  public static final Comparator<Problem> ORDER =
      Comparator.comparing((Problem problem) -> problem.location().file())
          .thenComparing(problem -> problem.location().line())
          .thenComparing(problem -> problem.location().column())
          .thenComparing(Problem::rule)
          .thenComparing(Problem::message);

  public static Problem error(
      String rule, SourceLocation location, FieldPath path, String message, String hint) {
    return new Problem(Severity.ERROR, rule, location, path, message, hint);
  }

  public static Problem warning(
      String rule, SourceLocation location, FieldPath path, String message, String hint) {
    return new Problem(Severity.WARNING, rule, location, path, message, hint);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
