package dev.tend.sync.git;

import dev.tend.manifest.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A revision's files in a folder of their own.
 *
 * @param folder to be read, not written
 * @param problems entries that were left out of the folder; with an error among them nothing of the
 *     revision may be used
 */
public record Checkout(Revision revision, Path folder, List<Problem> problems) {
  private static final Set<String> LEFT_OUT = Set.of("sync/lfs-pointer");

  public Checkout {
    problems = problems.stream().sorted(Problem.ORDER).toList();
  }

  /**
   * What was left out below a folder, so that whoever uses the folder must not take it for whole.
   *
   * @param path relative to the root, empty for the root itself
   */
  public List<Problem> leftOutBelow(String path) {
    return problems.stream()
        .filter(problem -> LEFT_OUT.contains(problem.rule()))
        .filter(problem -> path.isEmpty() || problem.location().file().startsWith(path + "/"))
        .toList();
  }

  public boolean isUsable() {
    return problems.stream().noneMatch(Problem::isError);
  }
}
