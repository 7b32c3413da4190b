package dev.tend.apply.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a server refused: a Status.
 *
 * @param reason {@code NotFound}, {@code Conflict}, {@code Invalid} ...; empty where it says none
 */
public record ApiStatus(int code, String reason, String message, List<Cause> causes) {
  /** One of several reasons; field is empty where it isn't about one. */
  public record Cause(String reason, String field, String message) {}

  public ApiStatus {
    causes = List.copyOf(causes);
  }

  static ApiStatus of(int code, JsonNode status) {
    List<Cause> causes = new ArrayList<>();
    for (JsonNode cause : status.path("details").path("causes")) {
      causes.add(
          new Cause(
              cause.path("reason").asText(""),
              cause.path("field").asText(""),
              cause.path("message").asText("")));
    }
    return new ApiStatus(
        status.path("code").asInt(code),
        status.path("reason").asText(""),
        status.path("message").asText(""),
        causes);
  }

  public boolean isNotFound() {
    return code == 404;
  }

  public boolean isConflict() {
    return code == 409;
  }

  /** The version that a list or a watch wanted to go on from is gone: list again. */
  public boolean isGone() {
    return code == 410;
  }
}
