package dev.tend.diff;

import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import java.util.List;

/** What is known to be wrong with a manifest before a server is asked. */
@FunctionalInterface
public interface Check {
  /** Leaves everything to the server. */
  Check NONE = manifest -> List.of();

  /** With an error nothing can be planned. Called by several threads at once. */
  List<Problem> problems(Manifest manifest);
}
