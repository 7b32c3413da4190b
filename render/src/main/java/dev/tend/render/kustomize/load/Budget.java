package dev.tend.render.kustomize.load;

import dev.tend.render.kustomize.model.BuildFailure;

/** How much all files of one build may hold together. */
final class Budget {
  private static final long MOST_BYTES = 512L * 1024 * 1024;

  private long left = MOST_BYTES;

  void take(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw new BuildFailure(
          "The files of the build hold more than " + MOST_BYTES / 1024 / 1024 + " MiB together",
          "Nothing of that size can be applied to a cluster");
    }
  }
}
