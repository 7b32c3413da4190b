package dev.tend.cli.output;

import dev.tend.manifest.Problem;
import dev.tend.schema.ValidationReport;
import dev.tend.schema.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A validation report, counted and in order.
 *
 * @param unknown how many objects have no schema
 */
public record ReportSummary(
    int valid, int invalid, int skipped, int unknown, List<Problem> problems) {
  public ReportSummary {
    problems = List.copyOf(problems);
  }

  public static ReportSummary of(ValidationReport report) {
    int valid = 0;
    int invalid = 0;
    int skipped = 0;
    int unknown = 0;
    List<Problem> problems = new ArrayList<>(report.problems());
    for (Verdict verdict : report.verdicts()) {
      switch (verdict) {
        case Verdict.Valid(var ignored, List<Problem> warnings) -> {
          valid++;
          problems.addAll(warnings);
        }
        case Verdict.Invalid(var ignored, List<Problem> found) -> {
          invalid++;
          problems.addAll(found);
        }
        case Verdict.Skipped ignored -> skipped++;
        case Verdict.Unknown(var ignored, Problem problem) -> {
          unknown++;
          problems.add(problem);
        }
      }
    }
    problems.sort(Problem.ORDER);
    return new ReportSummary(valid, invalid, skipped, unknown, problems);
  }

  /** Whether something at least as bad as this was found. */
  public boolean fails(Problem.Severity least) {
    return problems.stream()
        .anyMatch(problem -> problem.isError() || least == Problem.Severity.WARNING);
  }

  public long errors() {
    return problems.stream().filter(Problem::isError).count();
  }

  public long warnings() {
    return problems.size() - errors();
  }

  /** {@code 12 objects: 11 valid, 1 invalid; 2 errors, 0 warnings}. */
  public String text() {
    StringBuilder text = new StringBuilder();
    int all = valid + invalid + skipped + unknown;
    text.append(all).append(all == 1 ? " object: " : " objects: ");
    text.append(valid).append(" valid, ").append(invalid).append(" invalid");
    if (skipped > 0) {
      text.append(", ").append(skipped).append(" skipped");
    }
    if (unknown > 0) {
      text.append(", ").append(unknown).append(" without a schema");
    }
    text.append("; ").append(errors()).append(errors() == 1 ? " error, " : " errors, ");
    text.append(warnings()).append(warnings() == 1 ? " warning" : " warnings");
    return text.toString();
  }
}
