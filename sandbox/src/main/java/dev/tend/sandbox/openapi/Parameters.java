package dev.tend.sandbox.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.BundledLines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What operations take, by path and by query. */
final class Parameters {
  private static final String FILE = "parameters.txt";
  private static final List<String> LISTING =
      List.of(
          "allowWatchBookmarks",
          "continue",
          "fieldSelector",
          "labelSelector",
          "limit",
          "resourceVersion",
          "resourceVersionMatch",
          "sendInitialEvents",
          "timeoutSeconds",
          "watch");
  private static final List<String> DELETING =
      List.of(
          "dryRun",
          "gracePeriodSeconds",
          "ignoreStoreReadErrorWithClusterBreakingPotential",
          "orphanDependents",
          "propagationPolicy");

  private final Map<String, ObjectNode> byName;

  private Parameters(Map<String, ObjectNode> byName) {
    this.byName = byName;
  }

  static Parameters load() {
    Map<String, ObjectNode> byName = new HashMap<>();
    for (String line : BundledLines.read(Parameters.class, FILE)) {
      String[] words = line.split(" ", 2);
      byName.put(words[0], BundledLines.object(words[1]));
    }
    return new Parameters(byName);
  }

  /** In the order of their names. */
  List<ObjectNode> of(String path, Operation operation) {
    List<ObjectNode> all = new ArrayList<>();
    if (path.contains("{namespace}")) {
      add("namespace", all);
    }
    if (path.contains("{name}")) {
      ObjectNode name = JsonNodeFactory.instance.objectNode();
      name.put("name", "name").put("in", "path");
      name.put("description", "name of the " + operation.gvk().kind()).put("required", true);
      name.putObject("schema").put("type", "string").put("uniqueItems", true);
      all.add(name);
    }
    String action = operation.action();
    if (action.equals("connect")) {
      String options = operation.gvk().kind() + "/";
      byName.forEach(
          (key, one) -> {
            boolean inPath = one.path("in").asText().equals("path");
            if (key.startsWith(options) && (!inPath || path.endsWith("{path}"))) {
              all.add(one);
            }
          });
    } else if (!action.isEmpty()) {
      add("pretty", all);
      query(operation).forEach(name -> add(name, all));
    }
    all.sort(
        Comparator.comparing((ObjectNode one) -> one.path("name").asText())
            .thenComparing(one -> one.path("in").asText()));
    return all;
  }

  private List<String> query(Operation operation) {
    return switch (operation.action()) {
      case "list", "watch", "watchlist" -> LISTING;
      case "post", "put" -> List.of("dryRun", "fieldManager", "fieldValidation");
      case "patch" -> List.of("dryRun", "patch/fieldManager", "fieldValidation", "force");
      case "delete" -> DELETING;
      case "deletecollection" -> {
        List<String> all = new ArrayList<>(DELETING);
        LISTING.stream()
            .filter(name -> !name.equals("watch") && !name.equals("allowWatchBookmarks"))
            .forEach(all::add);
        yield all;
      }
      case "get" ->
          operation.sub().equals("log")
              ? byName.keySet().stream().filter(name -> name.startsWith("log/")).toList()
              : List.of();
      default -> List.of();
    };
  }

  private void add(String name, List<ObjectNode> all) {
    ObjectNode known = byName.get(name);
    if (known != null) {
      all.add(known);
    }
  }
}
