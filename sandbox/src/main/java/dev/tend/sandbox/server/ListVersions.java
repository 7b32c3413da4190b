package dev.tend.sandbox.server;

import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.Failures;
import java.util.Set;

/** Which versions of a collection a list may ask for. */
final class ListVersions {
  private static final String MATCH = "resourceVersionMatch";
  private static final Set<String> MATCHES = Set.of("", "Exact", "NotOlderThan");

  private ListVersions() {}

  static void check(Request request) {
    String version = request.param("resourceVersion");
    String match = request.param(MATCH);
    if (!match.isEmpty() && version.isEmpty()) {
      throw forbidden("resourceVersionMatch is forbidden unless resourceVersion is provided");
    }
    if (!match.isEmpty() && !request.param("continue").isEmpty()) {
      throw forbidden("resourceVersionMatch is forbidden when continue is provided");
    }
    if (!MATCHES.contains(match)) {
      throw Failures.invalidOptions(
          "ListOptions",
          MATCH,
          "FieldValueNotSupported",
          "Unsupported value: \"%s\": supported values: \"Exact\", \"NotOlderThan\", \"\""
              .formatted(match));
    }
    if (match.equals("Exact") && version.equals("0")) {
      throw forbidden("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
    }
    if (!version.isEmpty()) {
      try {
        Revisions.parse(version);
      } catch (ApiFailure e) {
        throw Failures.badRequest("invalid resource version: " + e.message());
      }
    }
  }

  private static ApiFailure forbidden(String why) {
    return Failures.invalidOptions(
        "ListOptions", MATCH, "FieldValueForbidden", "Forbidden: " + why);
  }
}
