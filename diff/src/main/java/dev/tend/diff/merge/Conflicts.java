package dev.tend.diff.merge;

import dev.tend.diff.merge.ServerSideApply.Conflict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Words of the server for conflicts. */
final class Conflicts {
  private Conflicts() {}

  static String message(List<Conflict> conflicts) {
    if (conflicts.size() == 1) {
      Conflict only = conflicts.getFirst();
      return "Apply failed with 1 conflict: " + only.message() + ": " + only.field();
    }
    Map<String, StringBuilder> byManager = new TreeMap<>();
    for (Conflict conflict : conflicts) {
      String manager = display(conflict.manager(), conflict.apiVersion());
      byManager
          .computeIfAbsent(manager, key -> new StringBuilder("conflicts with " + key + ":"))
          .append("\n- ")
          .append(conflict.field());
    }
    return "Apply failed with "
        + conflicts.size()
        + " conflicts: "
        + String.join("\n", byManager.values());
  }

  static String display(FieldManager manager, String apiVersion) {
    StringBuilder text = new StringBuilder();
    GoJson.appendString(text, manager.name());
    if (!manager.subresource().isEmpty()) {
      text.append(" with subresource ");
      GoJson.appendString(text, manager.subresource());
    }
    return switch (manager.operation()) {
      case APPLY -> text.toString();
      case UPDATE -> text.append(" using ").append(apiVersion).toString();
    };
  }
}
