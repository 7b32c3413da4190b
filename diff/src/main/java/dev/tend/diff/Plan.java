package dev.tend.diff;

import dev.tend.manifest.Problem;
import java.util.List;

/**
 * What is to be done, in the order of the sources; prunes stand last.
 *
 * @param problems what makes the plan one that must not be executed: the server rejects an object,
 *     or doesn't know its kind
 */
public record Plan(List<Change> changes, List<Problem> problems) {
  public Plan {
    changes = List.copyOf(changes);
    problems = List.copyOf(problems);
  }

  /** Whether executing the plan would change nothing. */
  public boolean isEmpty() {
    return changes.stream().noneMatch(Change::acts);
  }
}
