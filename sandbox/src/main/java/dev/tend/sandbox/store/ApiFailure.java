package dev.tend.sandbox.store;

import java.util.List;
import java.util.Optional;

/** A request that the API refuses: what a Status says of it. */
public final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;
  private final transient Optional<Details> details;

  /**
   * @param code HTTP status
   * @param reason as in Status: {@code NotFound}, {@code Conflict}, {@code Invalid} ...
   */
  public ApiFailure(int code, String reason, String message) {
    this(code, reason, message, Optional.empty());
  }

  public ApiFailure(int code, String reason, String message, Optional<Details> details) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  /**
   * What the failure is about.
   *
   * @param kind plural or kind, as the server spells it for the reason
   * @param retryAfterSeconds 0 for not at all
   */
  public record Details(
      String name, String group, String kind, List<Cause> causes, int retryAfterSeconds) {
    public Details {
      causes = List.copyOf(causes);
    }
  }

  /**
   * One of several reasons.
   *
   * @param reason {@code FieldValueRequired} and the like
   * @param field path as the server spells it, or empty
   */
  public record Cause(String reason, String message, String field) {}

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  public Optional<Details> details() {
    return details;
  }

  /** The message, never null. */
  public String message() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
