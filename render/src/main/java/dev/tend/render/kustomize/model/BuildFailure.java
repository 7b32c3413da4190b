package dev.tend.render.kustomize.model;

import dev.tend.manifest.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a kustomization can't be built. Whoever throws it need not know where in which kustomization
 * the reason stands: who does, on the way up, says so.
 */
public final class BuildFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;
  private final transient @Nullable Problem problem;

  public BuildFailure(String message) {
    this(message, "");
  }

  public BuildFailure(String message, String hint) {
    super(message);
    this.hint = hint;
    this.problem = null;
  }

  public BuildFailure(Problem problem) {
    super(problem.message());
    this.hint = problem.hint();
    this.problem = problem;
  }

  public String message() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  public String hint() {
    return hint;
  }

  /** The failure with its place, once somebody said it. */
  public Optional<Problem> problem() {
    return Optional.ofNullable(problem);
  }
}
