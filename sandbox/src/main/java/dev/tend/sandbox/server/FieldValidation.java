package dev.tend.sandbox.server;

import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.store.Failures;
import java.util.ArrayList;
import java.util.List;

/** What happens to fields that a kind doesn't have. */
enum FieldValidation {
  STRICT,
  WARN,
  IGNORE;

  static FieldValidation of(Request request) {
    return switch (request.param("fieldValidation")) {
      case "Strict" -> STRICT;
      case "Ignore" -> IGNORE;
      case "Warn", "" -> WARN;
      default ->
          throw Failures.invalidOptions(
              WriteParameters.optionsKind(request),
              "fieldValidation",
              "FieldValueNotSupported",
              ("Unsupported value: \"%s\": supported values: \"\", \"Ignore\", \"Strict\","
                      + " \"Warn\"")
                  .formatted(request.param("fieldValidation")));
    };
  }

  static List<String> findings(List<String> unknown, List<String> duplicate) {
    List<String> findings = new ArrayList<>();
    duplicate.forEach(field -> findings.add("duplicate field \"%s\"".formatted(field)));
    unknown.forEach(field -> findings.add("unknown field \"%s\"".formatted(field)));
    return findings;
  }
}
