package dev.tend.schema;

import dev.tend.manifest.Problem;
import java.util.List;

/**
 * What validation says of all manifests, and the problems that reading them met before.
 *
 * @param problems of reading and of looking across manifests: those that no verdict holds
 */
public record ValidationReport(List<Verdict> verdicts, List<Problem> problems) {
  public ValidationReport {
    verdicts = List.copyOf(verdicts);
    problems = List.copyOf(problems);
  }
}
