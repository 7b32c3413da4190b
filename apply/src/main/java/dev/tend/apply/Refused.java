package dev.tend.apply;

import dev.tend.apply.wire.ApiResponse;
import dev.tend.apply.wire.ApiStatus;
import dev.tend.apply.wire.Endpoint;
import dev.tend.manifest.KnownFailure;
import java.util.Locale;

/** The API server refused a request, and the caller has no use for that answer. */
public final class Refused extends KnownFailure {
  private static final long serialVersionUID = 1L;

  private final transient ApiStatus status;

  private Refused(String message, String hint, ApiStatus status) {
    super(message, hint);
    this.status = status;
  }

  /**
   * @param doing what was being done to what: {@code read Deployment.apps shop/web}
   */
  static Refused of(ApiResponse response, String doing, Endpoint endpoint) {
    ApiStatus status = response.status();
    return new Refused(
        "Couldn't %s: %s".formatted(doing, status.message()),
        hint(status, response, endpoint),
        status);
  }

  private static String hint(ApiStatus status, ApiResponse response, Endpoint endpoint) {
    return switch (status.code()) {
      case 401 ->
          "The cluster at %s doesn't accept these credentials: log in again, or name another"
                  .formatted(endpoint.description())
              + " --context";
      case 403 ->
          "The user needs a role that allows %s on %s"
              .formatted(verb(response), endpoint.description());
      case 429, 503 -> "The server is overloaded or starting: try again";
      default -> "";
    };
  }

  private static String verb(ApiResponse response) {
    return switch (response.request().method()) {
      case "GET" -> response.request().query().containsKey("watch") ? "list and watch" : "get/list";
      case "POST" -> "create";
      case "PUT" -> "update";
      default -> response.request().method().toLowerCase(Locale.ROOT);
    };
  }

  ApiStatus status() {
    return status;
  }
}
