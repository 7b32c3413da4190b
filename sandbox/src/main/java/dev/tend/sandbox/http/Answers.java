package dev.tend.sandbox.http;

import dev.tend.sandbox.store.ApiFailure;
import java.util.Optional;

/** Answers whatever comes: a failure is an answer, too. */
public final class Answers implements Handler {
  /** As the real server: larger requests are refused. */
  static final int LARGEST_BODY = 3 * 1024 * 1024;

  private final Handler behind;

  public Answers(Handler behind) {
    this.behind = behind;
  }

  @Override
  public Response handle(Request request) {
    try {
      if (request.body().length > LARGEST_BODY) {
        throw new ApiFailure(
            413, "RequestEntityTooLarge", "Request entity too large: limit is " + LARGEST_BODY);
      }
      return behind.handle(request);
    } catch (ApiFailure failure) {
      return Statuses.response(failure);
    } catch (RuntimeException bug) {
      return Statuses.response(internalError(bug));
    }
  }

  /** A bug: where it stands belongs in the answer, as there is no log. */
  private static ApiFailure internalError(RuntimeException bug) {
    StringBuilder text = new StringBuilder("Internal error occurred: ").append(bug);
    StackTraceElement[] trace = bug.getStackTrace();
    for (int i = 0; i < Math.min(6, trace.length); i++) {
      text.append(" at ").append(trace[i]);
    }
    return new ApiFailure(500, "InternalError", text.toString(), Optional.empty());
  }
}
