package dev.tend.apply;

import dev.tend.diff.Change;
import dev.tend.diff.Force;
import dev.tend.diff.LiveState.FieldConflict;
import dev.tend.diff.Plan;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is known to stop a plan before it begins: then nothing of it is done. */
final class Obstacles {
  static final String FORCE_HINT =
      "--force-conflicts takes the fields over, --force-conflicts-with=MANAGER those of one; else"
          + " leave them out of the manifest";

  private Obstacles() {}

  /** Reports every change that can't succeed with these options; true where there is one. */
  static boolean report(Plan plan, ApplyOptions options, Journal journal) {
    for (Change change : plan.changes()) {
      switch (change) {
        case Change.Update update -> {
          if (!options.force().takesAll(update.conflicts())) {
            journal.failed(
                change.id(),
                conflictMessage(update.conflicts()),
                hint(update.conflicts(), options.force()));
          }
        }
        case Change.Recreate recreate -> {
          if (!options.recreate()) {
            journal.failed(
                change.id(),
                "It can't be changed in place: " + recreate.reason(),
                "--yes consents to deleting it and creating it again; or undo the change");
          }
        }
        case Change.Create ignored -> {}
        case Change.Run ignored -> {}
        case Change.Prune ignored -> {}
        case Change.Unchanged ignored -> {}
        case Change.Skip ignored -> {}
      }
    }
    return journal.hasFailures();
  }

  private static String hint(List<FieldConflict> conflicts, Force force) {
    List<String> idle = force.idle(conflicts);
    if (!idle.isEmpty()) {
      return "--force-conflicts-with=%s is no owner and no field of these; %s"
          .formatted(String.join(",", idle), FORCE_HINT);
    }
    return conflicts.stream().anyMatch(Obstacles::isScaled)
        ? "An autoscaler sets .spec.replicas: leave it out of the manifest. " + FORCE_HINT
        : FORCE_HINT;
  }

  private static boolean isScaled(FieldConflict conflict) {
    return conflict.field().equals(".spec.replicas")
        && conflict.manager().equals("kube-controller-manager");
  }

  static String conflictMessage(List<FieldConflict> conflicts) {
    return conflicts.stream()
        .collect(
            Collectors.groupingBy(
                FieldConflict::manager,
                TreeMap::new,
                Collectors.mapping(FieldConflict::field, Collectors.joining(", "))))
        .entrySet()
        .stream()
        .map(entry -> "%s owns %s".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("; "));
  }
}
