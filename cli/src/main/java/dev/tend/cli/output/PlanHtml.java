package dev.tend.cli.output;

import dev.tend.diff.Change;
import dev.tend.diff.LiveState;
import dev.tend.diff.Plan;
import dev.tend.diff.Risk;
import dev.tend.manifest.ResourceId;
import java.io.PrintStream;
import java.util.List;

/** A plan as one page that needs nothing else: a fold for each object. */
final class PlanHtml implements PlanPrinter {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>tend plan</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
      summary, li { font-family: ui-monospace, monospace; }
      pre { overflow-x: auto; padding: .5rem 1rem; border-left: 3px solid #8886; }
      .create, .added { color: #1a7f37; } .update { color: #9a6700; }
      .recreate, .prune, .removed, .problem { color: #cf222e; }
      .risk { border: 1px solid; border-radius: 1em; padding: 0 .6em; font-size: .8em; color: #cf222e; }
      .conflict { color: #9a6700; }
      </style>
      """;

  private final PrintStream out;
  private final FieldChangeText fields = new FieldChangeText(Palette.NONE);

  PlanHtml(PrintStream out) {
    this.out = out;
  }

  @Override
  public void print(Plan plan) {
    out.print(HEAD);
    out.println("<h1>Plan</h1>");
    out.println("<p>" + escaped(PlanCounts.of(plan).text()) + "</p>");
    plan.problems()
        .forEach(
            problem ->
                out.println(
                    "<p class=\"problem\">"
                        + escaped(LongValues.shorten(problem.message()))
                        + "</p>"));
    plan.changes().forEach(this::print);
    out.println("</html>");
    out.flush();
  }

  private void print(Change change) {
    switch (change) {
      case Change.Create create -> {
        if (create.serverEdits().isEmpty()) {
          line("create", create, "");
        } else {
          folded("create", create, "", List.of());
        }
      }
      case Change.Update update -> folded("update", update, "", update.conflicts());
      case Change.Recreate recreate ->
          folded("recreate", recreate, LongValues.shorten(recreate.reason()), List.of());
      case Change.Prune prune -> line("prune", prune, "");
      case Change.Run run -> {
        if (run.due()) {
          line("run", run, run.hook().word() + " hook");
        }
      }
      case Change.Skip skip -> line("skip", skip, skip.reason());
      case Change.Unchanged ignored -> {}
    }
  }

  private void line(String word, Change change, String note) {
    out.println("<ul><li>" + head(word, change, note) + "</ul>");
  }

  private void folded(
      String word, Change change, String note, List<LiveState.FieldConflict> conflicts) {
    out.println("<details open><summary>" + head(word, change, note) + "</summary>");
    out.println("<pre>");
    fields.of(change).forEach(this::line);
    for (LiveState.FieldConflict conflict : conflicts) {
      out.println(
          "<span class=\"conflict\">%s is owned by %s</span>"
              .formatted(escaped(conflict.field()), escaped(conflict.manager())));
    }
    out.println("</pre></details>");
  }

  private void line(String line) {
    String text = line.stripLeading();
    String style = text.startsWith("+ ") ? "added" : text.startsWith("- ") ? "removed" : "";
    out.println(
        style.isEmpty()
            ? escaped(text)
            : "<span class=\"%s\">%s</span>".formatted(style, escaped(text)));
  }

  private static String head(String word, Change change, String note) {
    ResourceId id = change.id();
    StringBuilder text = new StringBuilder();
    text.append("<b class=\"").append(word).append("\">").append(word).append("</b> ");
    text.append(escaped(id.toString()));
    for (Risk risk : Risk.of(change)) {
      text.append(" <span class=\"risk\">").append(risk.words()).append("</span>");
    }
    return note.isEmpty()
        ? text.toString()
        : text.append(" (").append(escaped(note)).append(")").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
