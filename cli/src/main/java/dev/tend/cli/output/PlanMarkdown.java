package dev.tend.cli.output;

import dev.tend.diff.Change;
import dev.tend.diff.Plan;
import dev.tend.diff.Risk;
import java.io.PrintStream;
import java.util.stream.Collectors;

/** A plan for a comment on a pull request: a table, and a folded diff for each object. */
final class PlanMarkdown implements PlanPrinter {
  /** A comment on GitHub holds 65,536 characters. */
  private static final int LIMIT = 60_000;

  private final PrintStream out;
  private final FieldChangeText fields = new FieldChangeText(Palette.NONE);

  PlanMarkdown(PrintStream out) {
    this.out = out;
  }

  @Override
  public void print(Plan plan) {
    StringBuilder text = new StringBuilder();
    text.append("**tend plan:** ").append(PlanCounts.of(plan).text()).append("\n");
    int left = 0;
    for (Change change : plan.changes()) {
      if (!change.acts()) {
        continue;
      }
      String block = block(change);
      if (text.length() + block.length() > LIMIT) {
        left++;
      } else {
        text.append('\n').append(block);
      }
    }
    if (left > 0) {
      text.append("\n").append(left).append(" more changes don't fit into a comment.\n");
    }
    Skips.of(plan)
        .forEach(
            (why, ids) ->
                text.append("\n- skip ")
                    .append(ObjectNames.of(ids))
                    .append(" (")
                    .append(LongValues.shorten(why.reason()))
                    .append(")\n"));
    plan.problems()
        .forEach(
            problem ->
                text.append("\n- :x: ").append(LongValues.shorten(problem.message())).append('\n'));
    out.print(text);
    out.flush();
  }

  private String block(Change change) {
    return switch (change) {
      case Change.Create create ->
          create.serverEdits().isEmpty()
              ? "- :heavy_plus_sign: create `" + create.id() + "`\n"
              : folded("create", create);
      case Change.Update update -> folded("update", update);
      case Change.Recreate recreate -> folded("recreate", recreate);
      case Change.Prune prune ->
          "- :heavy_minus_sign: prune `" + prune.id() + "`" + risks(prune) + "\n";
      case Change.Run run ->
          run.due()
              ? "- :arrow_forward: run `%s` (%s hook)\n".formatted(run.id(), run.hook().word())
              : "";
      case Change.Unchanged ignored -> "";
      case Change.Skip ignored -> "";
    };
  }

  private static String risks(Change change) {
    String words = Risk.of(change).stream().map(Risk::words).collect(Collectors.joining(", "));
    return words.isEmpty() ? "" : " :warning: " + words;
  }

  private String folded(String word, Change change) {
    StringBuilder text = new StringBuilder();
    text.append("<details><summary>").append(word).append(" <code>").append(change.id());
    text.append("</code>").append(risks(change)).append("</summary>\n\n~~~diff\n");
    fields.of(change).forEach(line -> text.append(line.stripLeading()).append('\n'));
    return text.append("~~~\n\n</details>\n").toString();
  }
}
