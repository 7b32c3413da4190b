package dev.tend.cli.output;

import dev.tend.diff.Change;
import dev.tend.diff.Plan;

/** Prints a plan. */
public interface PlanPrinter {
  /** The formats. */
  enum Format {
    TEXT,
    JSON,
    MARKDOWN,
    HTML,
    NAME
  }

  void print(Plan plan);

  /** A line of a stream of JSON, on stdout. */
  static PlanPrinter asJsonLine(Console console) {
    return plan -> Json.printLine(console.out(), new PlanJson().of(plan));
  }

  /** The printer of a format, on stdout. */
  static PlanPrinter of(Format format, Console console) {
    return switch (format) {
      case TEXT -> new PlanText(console);
      case JSON -> plan -> Json.print(console.out(), new PlanJson().of(plan));
      case MARKDOWN -> new PlanMarkdown(console.out());
      case HTML -> new PlanHtml(console.out());
      case NAME ->
          plan -> {
            plan.changes().stream()
                .filter(Change::acts)
                .forEach(change -> console.out().println(change.id().kindAndName()));
            console.out().flush();
          };
    };
  }
}
