package dev.tend.render.kustomize.tree;

import dev.tend.manifest.Problem;

/** A text that is no YAML, or more of it than anybody needs. */
public final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Unreadable(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
