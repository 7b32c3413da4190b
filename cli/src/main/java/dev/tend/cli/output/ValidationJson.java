package dev.tend.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Problem;
import java.util.Locale;

/** A validation report as JSON: counts, and one entry for each finding. */
final class ValidationJson {
  private ValidationJson() {}

  static ObjectNode of(ReportSummary report) {
    ObjectNode document = Json.document("ValidationReport");
    document
        .putObject("objects")
        .put("valid", report.valid())
        .put("invalid", report.invalid())
        .put("skipped", report.skipped())
        .put("unknown", report.unknown());
    ArrayNode findings = document.putArray("findings");
    for (Problem problem : report.problems()) {
      findings.add(of(problem));
    }
    return document;
  }

  static ObjectNode of(Problem problem) {
    ObjectNode finding = Json.object();
    finding.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    finding.put("rule", problem.rule());
    finding.put("file", problem.location().file());
    finding.put("document", problem.location().document());
    finding.put("line", problem.location().line());
    finding.put("column", problem.location().column());
    finding.put("path", problem.path().toString());
    finding.put("message", problem.message());
    finding.put("hint", problem.hint());
    return finding;
  }
}
