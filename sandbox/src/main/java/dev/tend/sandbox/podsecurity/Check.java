package dev.tend.sandbox.podsecurity;

import java.util.Optional;

/** One rule of a standard. */
@FunctionalInterface
interface Check {
  Optional<Finding> of(PodView pod);

  /** The same, but for pods that run on Windows. */
  default Check exceptOnWindows() {
    return pod -> pod.isOfWindows() ? Optional.empty() : of(pod);
  }
}
