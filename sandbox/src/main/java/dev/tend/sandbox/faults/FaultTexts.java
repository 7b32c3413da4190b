package dev.tend.sandbox.faults;

/** What servers say with a status. */
final class FaultTexts {
  private FaultTexts() {}

  static String reason(int status) {
    return switch (status) {
      case 400 -> "BadRequest";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "NotFound";
      case 409 -> "Conflict";
      case 410 -> "Expired";
      case 422 -> "Invalid";
      case 429 -> "TooManyRequests";
      case 500 -> "InternalError";
      case 503 -> "ServiceUnavailable";
      case 504 -> "Timeout";
      default -> "";
    };
  }

  static String message(int status) {
    return switch (status) {
      case 429 -> "Too many requests, please try again later.";
      case 500 -> "Internal error occurred";
      case 503 -> "the server is currently unable to handle the request";
      case 504 -> "the server was unable to return a response in the time allotted";
      default -> "an error on the server has prevented the request from succeeding";
    };
  }
}
