package dev.tend.sync.app;

import dev.tend.manifest.Problem;
import java.util.List;

/**
 * The apps of a checkout, by name, and what kept others from being one.
 *
 * @param problems patterns without a match, folders without a usable name
 */
public record Discovery(List<App> apps, List<Problem> problems) {
  public Discovery {
    apps = List.copyOf(apps);
    problems = problems.stream().sorted(Problem.ORDER).toList();
  }
}
