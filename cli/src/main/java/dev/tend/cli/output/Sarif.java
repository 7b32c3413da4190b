package dev.tend.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Problem;
import java.util.TreeSet;

/** A validation report as SARIF 2.1.0, which code scanning opens with positions. */
final class Sarif {
  private Sarif() {}

  static ObjectNode of(ReportSummary report) {
    ObjectNode log = Json.object();
    log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "tend");
    ArrayNode rules = driver.putArray("rules");
    TreeSet<String> ids = new TreeSet<>();
    report.problems().forEach(problem -> ids.add(problem.rule()));
    ids.forEach(id -> rules.addObject().put("id", id));
    ArrayNode results = run.putArray("results");
    for (Problem problem : report.problems()) {
      add(problem, results.addObject());
    }
    return log;
  }

  private static void add(Problem problem, ObjectNode result) {
    result.put("ruleId", problem.rule());
    result.put("level", problem.isError() ? "error" : "warning");
    String hint = problem.hint().isEmpty() ? "" : "; try: " + problem.hint();
    result.putObject("message").put("text", problem.message() + hint);
    ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
    place.putObject("artifactLocation").put("uri", problem.location().file());
    if (problem.location().line() > 0) {
      ObjectNode region = place.putObject("region").put("startLine", problem.location().line());
      if (problem.location().column() > 0) {
        region.put("startColumn", problem.location().column());
      }
    }
  }
}
