package dev.tend.cli.output;

/** Prints what validation found. */
public interface ValidationPrinter {
  /** The formats. */
  enum Format {
    TEXT,
    JSON,
    JUNIT,
    SARIF,
    GITHUB
  }

  void print(ReportSummary report);

  /** The printer of a format, on stdout. */
  static ValidationPrinter of(Format format, Console console, boolean summary) {
    return switch (format) {
      case TEXT ->
          report -> {
            ProblemPrinter.onOut(console).print(report.problems());
            if (summary) {
              console.out().println(report.text());
            } else if (report.problems().isEmpty()) {
              console.say(report.text());
            }
          };
      case JSON -> report -> Json.print(console.out(), ValidationJson.of(report));
      case JUNIT -> report -> new JunitPrinter(console.out()).print(report);
      case SARIF -> report -> Json.print(console.out(), Sarif.of(report));
      case GITHUB -> report -> new GithubPrinter(console.out()).print(report);
    };
  }
}
