package dev.tend.sandbox.server;

import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.WriteOptions;
import java.util.List;

/** What a write's query says of it. */
final class WriteParameters {
  private static final int LONGEST_MANAGER = 128;

  private WriteParameters() {}

  static WriteOptions options(Request request) {
    return new WriteOptions(
        manager(request), dryRun(request), false, request.caller(), apiVersion(request));
  }

  /** As the path says it; empty where it says none. */
  static String apiVersion(Request request) {
    List<String> path = request.path();
    boolean grouped = path.size() > 2 && path.getFirst().equals("apis");
    return grouped ? path.get(1) + "/" + path.get(2) : "";
  }

  /** What the options of a request are called, by its method. */
  static String optionsKind(Request request) {
    return switch (request.method()) {
      case "PUT" -> "UpdateOptions";
      case "PATCH" -> "PatchOptions";
      case "DELETE" -> "DeleteOptions";
      default -> "CreateOptions";
    };
  }

  static boolean dryRun(Request request) {
    List<String> values = request.query().getOrDefault("dryRun", List.of());
    for (String value : values) {
      if (!value.equals("All") && !value.isEmpty()) {
        throw Failures.invalidOptions(
            optionsKind(request),
            "dryRun",
            "FieldValueNotSupported",
            "Unsupported value: [\"%s\"]: supported values: \"All\"".formatted(value));
      }
    }
    return values.contains("All");
  }

  /** As the client says, or the first part of what it calls itself. */
  static String manager(Request request) {
    String named = request.param("fieldManager");
    if (named.length() > LONGEST_MANAGER) {
      throw Failures.invalidOptions(
          optionsKind(request),
          "fieldManager",
          "FieldValueTooLong",
          "Too long: may not be more than 128 bytes");
    }
    if (!named.isEmpty()) {
      return named;
    }
    String agent = request.header("user-agent").replaceFirst("/.*", "");
    if (agent.isEmpty()) {
      return "unknown";
    }
    return agent.length() > LONGEST_MANAGER ? agent.substring(0, LONGEST_MANAGER) : agent;
  }
}
