package dev.tend.cli.output;

import dev.tend.diff.Change;
import dev.tend.diff.Plan;
import java.util.ArrayList;
import java.util.List;

/** How many changes of each sort a plan holds. */
record PlanCounts(
    int create, int update, int recreate, int prune, int run, int unchanged, int skip) {
  static PlanCounts of(Plan plan) {
    int[] counts = new int[7];
    for (Change change : plan.changes()) {
      int sort =
          switch (change) {
            case Change.Create ignored -> 0;
            case Change.Update ignored -> 1;
            case Change.Recreate ignored -> 2;
            case Change.Prune ignored -> 3;
            case Change.Run run -> run.due() ? 4 : 5;
            case Change.Unchanged ignored -> 5;
            case Change.Skip ignored -> 6;
          };
      counts[sort]++;
    }
    return new PlanCounts(
        counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);
  }

  /** {@code 2 to create, 1 to update, 11 unchanged}. */
  String text() {
    List<String> parts = new ArrayList<>();
    add(parts, create, "to create");
    add(parts, update, "to update");
    add(parts, recreate, "to recreate");
    add(parts, prune, "to prune");
    add(parts, run, "to run");
    add(parts, unchanged, "unchanged");
    add(parts, skip, "skipped");
    return parts.isEmpty() ? "no objects" : String.join(", ", parts);
  }

  private static void add(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }
}
