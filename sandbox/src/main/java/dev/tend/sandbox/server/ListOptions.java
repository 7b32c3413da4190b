package dev.tend.sandbox.server;

import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.Failures;
import java.util.ArrayList;
import java.util.List;

/**
 * What lists and watches may ask for, and what a list asks for.
 *
 * @param limit 0 for all
 * @param version the oldest that will do, or 0
 * @param exact whether it is to be that very version
 */
record ListOptions(long limit, long version, boolean exact) {
  private static final String MATCH = "resourceVersionMatch";
  private static final String SEND = "sendInitialEvents";

  /** Of a list. */
  static ListOptions of(Request request) {
    long limit = number(request, "limit");
    checkTimeout(request);
    String version = request.param("resourceVersion");
    String match = request.param(MATCH);
    checkList(request, version, match);
    if (!request.param("continue").isEmpty() && !version.isEmpty() && !version.equals("0")) {
      throw Failures.badRequest("specifying resource version is not allowed when using continue");
    }
    long wanted = 0;
    try {
      wanted = version.isEmpty() ? 0 : Revisions.parse(version);
    } catch (ApiFailure e) {
      throw Failures.badRequest("invalid resource version: " + e.message());
    }
    if (version.equals("0") && !match.equals("Exact")) {
      // What a server has at hand it gives as a whole.
      return new ListOptions(0, 0, false);
    }
    boolean exact = match.equals("Exact") || (match.isEmpty() && wanted > 0 && limit > 0);
    return new ListOptions(Math.max(0, limit), wanted, exact);
  }

  private static void checkList(Request request, String version, String match) {
    List<Cause> causes = new ArrayList<>();
    if (!match.isEmpty()) {
      if (version.isEmpty()) {
        causes.add(
            forbidden(
                MATCH, "resourceVersionMatch is forbidden unless resourceVersion is provided"));
      }
      checkContinued(request, causes);
      if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
        causes.add(unsupported(match, "\"Exact\", \"NotOlderThan\", \"\""));
      }
      if (match.equals("Exact") && version.equals("0")) {
        causes.add(
            forbidden(
                MATCH, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
      }
    }
    if (!request.param(SEND).isEmpty()) {
      causes.add(forbidden(SEND, "sendInitialEvents is forbidden for list"));
    }
    refuse(causes);
  }

  /** Of a watch. */
  static void checkWatch(Request request) {
    checkTimeout(request);
    String match = request.param(MATCH);
    boolean sends = !request.param(SEND).isEmpty();
    List<Cause> causes = new ArrayList<>();
    if (sends && !match.equals("NotOlderThan")) {
      causes.add(
          forbidden(
              MATCH, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    }
    if (!match.isEmpty()) {
      if (!sends) {
        causes.add(
            forbidden(
                MATCH,
                "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
      }
      if (!match.equals("NotOlderThan")) {
        causes.add(unsupported(match, "\"NotOlderThan\""));
      }
      checkContinued(request, causes);
    }
    refuse(causes);
  }

  private static void checkContinued(Request request, List<Cause> causes) {
    if (!request.param("continue").isEmpty()) {
      causes.add(forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided"));
    }
  }

  private static void refuse(List<Cause> causes) {
    if (!causes.isEmpty()) {
      throw Failures.invalidOptions("ListOptions", causes);
    }
  }

  private static void checkTimeout(Request request) {
    long unused = number(request, "timeoutSeconds");
  }

  private static long number(Request request, String name) {
    String text = request.param(name);
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Failures.badRequest("strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(text));
    }
  }

  private static Cause forbidden(String field, String why) {
    return new Cause("FieldValueForbidden", "Forbidden: " + why, field);
  }

  private static Cause unsupported(String match, String supported) {
    return new Cause(
        "FieldValueNotSupported",
        "Unsupported value: \"%s\": supported values: %s".formatted(match, supported),
        MATCH);
  }
}
