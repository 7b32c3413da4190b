package dev.tend.sandbox.tables;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The simple paths that printer columns use: {@code .spec.replicas}, {@code .items[0].name}, {@code
 * .status.conditions[?(@.type=="Ready")].status}, {@code .metadata.labels['a.b/c']}.
 */
record JsonPath(List<Step> steps) {
  private static final Pattern FILTER =
      Pattern.compile("\\?\\(\\s*@((?:\\.[\\w-]+)+)\\s*==\\s*[\"']([^\"']*)[\"']\\s*\\)");

  JsonPath {
    steps = List.copyOf(steps);
  }

  /** One step from some nodes to others. */
  sealed interface Step {
    /** A field of an object. */
    record Field(String name) implements Step {}

    /** An item of a list; negative ones count from the end. */
    record Item(int position) implements Step {}

    /** Every item of a list, or every value of an object. */
    record All() implements Step {}

    /** The items whose field has a value. */
    record Where(List<String> field, String value) implements Step {}
  }

  /** A path that can't be read finds nothing. */
  static JsonPath parse(String text) {
    List<Step> steps = new ArrayList<>();
    String rest = text.startsWith("$") ? text.substring(1) : text;
    int i = 0;
    while (i < rest.length()) {
      if (rest.charAt(i) == '[') {
        int end = closing(rest, i);
        steps.add(bracket(rest.substring(i + 1, end).strip()));
        i = end + 1;
        continue;
      }
      int start = rest.charAt(i) == '.' ? i + 1 : i;
      StringBuilder name = new StringBuilder();
      int j = start;
      while (j < rest.length() && rest.charAt(j) != '.' && rest.charAt(j) != '[') {
        if (rest.charAt(j) == '\\' && j + 1 < rest.length()) {
          j++;
        }
        name.append(rest.charAt(j++));
      }
      if (!name.isEmpty()) {
        steps.add(name.toString().equals("*") ? new Step.All() : new Step.Field(name.toString()));
      }
      i = Math.max(j, i + 1);
    }
    return new JsonPath(steps);
  }

  private static int closing(String text, int open) {
    boolean quoted = false;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"' || c == '\'';
      if (c == ']' && !quoted) {
        return i;
      }
    }
    return text.length() - 1;
  }

  private static Step bracket(String inner) {
    Matcher filter = FILTER.matcher(inner);
    if (filter.matches()) {
      return new Step.Where(List.of(filter.group(1).substring(1).split("\\.")), filter.group(2));
    }
    if (inner.equals("*")) {
      return new Step.All();
    }
    if (inner.matches("-?\\d{1,9}")) {
      return new Step.Item(Integer.parseInt(inner));
    }
    return new Step.Field(inner.replaceAll("^['\"]|['\"]$", ""));
  }

  List<JsonNode> read(JsonNode root) {
    List<JsonNode> nodes = List.of(root);
    for (Step step : steps) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : nodes) {
        switch (step) {
          case Step.Field field -> addIfThere(next, node.path(field.name()));
          case Step.Item item -> {
            int at = item.position() < 0 ? node.size() + item.position() : item.position();
            addIfThere(next, node.path(at));
          }
          case Step.All ignored -> node.forEach(next::add);
          case Step.Where where -> {
            for (JsonNode candidate : node) {
              if (where.value().equals(at(candidate, where.field()).asText())) {
                next.add(candidate);
              }
            }
          }
        }
      }
      nodes = next;
    }
    return nodes;
  }

  private static JsonNode at(JsonNode node, List<String> fields) {
    JsonNode found = node;
    for (String field : fields) {
      found = found.path(field);
    }
    return found;
  }

  private static void addIfThere(List<JsonNode> nodes, JsonNode node) {
    if (!node.isMissingNode()) {
      nodes.add(node);
    }
  }
}
