package dev.tend.manifest;

import org.jspecify.annotations.Nullable;

/**
 * A failure that tend foresees: its message is shown as written, without a stack trace. The message
 * says what was being done, to which object, and why it failed; the hint says what to try.
 */
public class KnownFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  public KnownFailure(String message) {
    this(message, "", null);
  }

  public KnownFailure(String message, String hint) {
    this(message, hint, null);
  }

  public KnownFailure(String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** What to try, or empty. */
  public String hint() {
    return hint;
  }

  /** The message, never null. */
  public String message() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
