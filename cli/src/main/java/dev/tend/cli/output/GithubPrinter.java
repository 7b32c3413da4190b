package dev.tend.cli.output;

import dev.tend.manifest.Problem;
import java.io.PrintStream;

/** Prints findings as GitHub workflow commands, which show them beside the lines of a diff. */
record GithubPrinter(PrintStream out) {
  void print(ReportSummary report) {
    for (Problem problem : report.problems()) {
      StringBuilder line = new StringBuilder(problem.isError() ? "::error " : "::warning ");
      line.append("file=").append(property(problem.location().file()));
      if (problem.location().line() > 0) {
        line.append(",line=").append(problem.location().line());
        line.append(",col=").append(Math.max(1, problem.location().column()));
      }
      line.append(",title=").append(property(problem.rule()));
      String hint = problem.hint().isEmpty() ? "" : "; try: " + problem.hint();
      out.println(line + "::" + data(problem.message() + hint));
    }
    out.flush();
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
