package dev.tend.cli.output;

import dev.tend.diff.Change;
import dev.tend.diff.LiveState;
import dev.tend.diff.Plan;
import dev.tend.diff.Risk;
import dev.tend.manifest.ResourceId;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan for people: one block for each object that changes, unchanged ones only counted. */
final class PlanText implements PlanPrinter {
  private final PrintStream out;
  private final Palette palette;
  private final Console console;
  private final FieldChangeText fields;
  private final Map<String, List<ResourceId>> warnings = new LinkedHashMap<>();

  PlanText(Console console) {
    this.console = console;
    this.out = console.out();
    this.palette = console.outPalette();
    this.fields = new FieldChangeText(palette);
  }

  @Override
  public void print(Plan plan) {
    plan.changes().forEach(this::print);
    Skips.of(plan).forEach(this::skip);
    warnings.forEach(this::warn);
    ProblemPrinter.onOut(console).print(plan.problems());
    String counts = PlanCounts.of(plan).text();
    if (plan.isEmpty() && plan.problems().isEmpty()) {
      console.say("no differences: " + counts);
    } else {
      out.println(palette.paint(Style.STRONG, "plan: ") + counts + impossible(plan));
    }
    out.flush();
  }

  private static String impossible(Plan plan) {
    return plan.problems().isEmpty() ? "" : ", " + plan.problems().size() + " can't be planned";
  }

  private void print(Change change) {
    switch (change) {
      case Change.Create create -> {
        head(Style.ADDED, "+ create", create.id(), "");
        fields.of(create).forEach(out::println);
        note(create.id(), create.warnings());
      }
      case Change.Update update -> {
        head(Style.CHANGED, "~ update", update.id(), risks(update));
        fields.of(update).forEach(out::println);
        conflicts(update.conflicts());
        note(update.id(), update.warnings());
      }
      case Change.Recreate recreate -> {
        head(
            Style.REMOVED,
            "! recreate",
            recreate.id(),
            LongValues.shorten(recreate.reason()) + also(recreate));
        fields.of(recreate).forEach(out::println);
      }
      case Change.Prune prune -> head(Style.REMOVED, "- prune", prune.id(), risks(prune));
      case Change.Run run -> {
        if (run.due()) {
          head(Style.CHANGED, "> run", run.id(), run.hook().word() + " hook");
        }
      }
      case Change.Unchanged ignored -> {}
      case Change.Skip ignored -> {}
    }
  }

  private static String risks(Change change) {
    return Risk.of(change).stream().map(Risk::words).collect(Collectors.joining(", "));
  }

  private static String also(Change change) {
    String risks = risks(change);
    return risks.isEmpty() ? "" : "; " + risks;
  }

  private void skip(Skips.Why why, List<ResourceId> ids) {
    String about = ObjectNames.subject(ids);
    head(Style.FAINT, "  skip", about, why.reason());
    if (ids.size() > 1) {
      out.println("    " + ObjectNames.first(ids));
    }
    if (!why.hint().isEmpty()) {
      out.println("    " + palette.paint(Style.BUSY, "try: ") + console.advice(why.hint()));
    }
  }

  private void head(Style style, String word, ResourceId id, String note) {
    head(style, word, id.toString(), note);
  }

  private void head(Style style, String word, String about, String note) {
    String padded = word + " ".repeat(Math.max(0, 10 - word.length()));
    out.println(
        palette.paint(style, padded)
            + " "
            + palette.paint(Style.STRONG, about)
            + (note.isEmpty() ? "" : palette.paint(Style.FAINT, " (" + note + ")")));
  }

  private void conflicts(List<LiveState.FieldConflict> conflicts) {
    for (LiveState.FieldConflict conflict : conflicts) {
      out.println(
          "    "
              + palette.paint(Style.WARNING, "conflict: ")
              + conflict.field()
              + " is owned by "
              + conflict.manager()
              + since(conflict));
    }
  }

  private String since(LiveState.FieldConflict conflict) {
    return conflict.since() == null
        ? ""
        : ", which wrote %s ago".formatted(Ages.of(conflict.since(), console.clock().instant()));
  }

  private void note(ResourceId id, List<String> texts) {
    texts.forEach(text -> warnings.computeIfAbsent(text, key -> new ArrayList<>()).add(id));
  }

  /** What many objects have in common is said once. */
  private void warn(String text, List<ResourceId> ids) {
    String about = ObjectNames.subject(ids);
    out.println(palette.paint(Style.WARNING, "warning: ") + about + ": " + text);
  }
}
