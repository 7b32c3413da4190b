package dev.tend.diff.merge;

/** An applied configuration that can't be merged; the message is fit for a Status. */
public final class ApplyFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ApplyFailure(String message) {
    super(message);
  }
}
