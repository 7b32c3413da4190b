package dev.tend.sandbox.store;

/** A request that the API refuses: what a Status says of it. */
public final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;

  /**
   * @param code HTTP status
   * @param reason as in Status: {@code NotFound}, {@code Conflict}, {@code Invalid} ...
   */
  public ApiFailure(int code, String reason, String message) {
    super(message);
    this.code = code;
    this.reason = reason;
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }
}
