package dev.tend.manifest;

/** Stops the reading of a document that must not, or can't, be read further. */
final class UnreadableDocument extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  UnreadableDocument(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
