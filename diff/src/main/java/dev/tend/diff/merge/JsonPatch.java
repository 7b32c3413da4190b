package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.Patches.PatchFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 6902, with the API server's limits and messages. */
final class JsonPatch {
  private static final int MOST_OPERATIONS = 10_000;

  /**
   * What is patched, in a list of its own so that the root can be replaced like any other value.
   */
  private JsonNode document;

  private JsonPatch(JsonNode document) {
    this.document = document;
  }

  static ObjectNode apply(ObjectNode target, ArrayNode patch) {
    if (patch.size() > MOST_OPERATIONS) {
      throw new PatchFailure(
          413,
          "The allowed maximum operations in a JSON patch is %d, got %d"
              .formatted(MOST_OPERATIONS, patch.size()));
    }
    JsonPatch state = new JsonPatch(target.deepCopy());
    patch.forEach(state::apply);
    if (!(state.document instanceof ObjectNode object)) {
      throw new PatchFailure("the patch leaves no object but " + state.document);
    }
    return object;
  }

  private void apply(JsonNode operation) {
    String op = operation.path("op").asText("");
    String path = pointer(operation, "path", op);
    switch (op) {
      case "add" -> add(op, path, value(operation, path));
      case "remove" -> remove(op, path);
      case "replace" -> replace(path, value(operation, path));
      case "move" -> {
        String from = pointer(operation, "from", op);
        if (path.startsWith(from + "/")) {
          throw new PatchFailure(
              "move operation does not apply: %s lies below %s".formatted(path, from));
        }
        JsonNode moved = require(op, from).deepCopy();
        remove(op, from);
        add(op, path, moved);
      }
      case "copy" -> {
        JsonNode copied = require(op, pointer(operation, "from", op)).deepCopy();
        add(op, path, copied);
      }
      case "test" -> test(path, operation.path("value"));
      default -> throw new PatchFailure("Unexpected kind: " + op);
    }
  }

  private static String pointer(JsonNode operation, String member, String op) {
    JsonNode pointer = operation.path(member);
    if (!pointer.isTextual()) {
      throw new PatchFailure("%s operation has no %s".formatted(op.isEmpty() ? "an" : op, member));
    }
    return pointer.textValue();
  }

  private static JsonNode value(JsonNode operation, String path) {
    JsonNode value = operation.get("value");
    if (value == null) {
      throw new PatchFailure(
          "%s operation on %s has no value".formatted(operation.path("op").asText(), path));
    }
    return value.deepCopy();
  }

  private void test(String path, JsonNode expected) {
    JsonNode actual = find(path);
    boolean same =
        actual == null
            ? expected.isMissingNode() || expected.isNull()
            : Values.equal(actual, expected);
    if (!same) {
      throw new PatchFailure("testing value " + path + " failed: test failed");
    }
  }

  private void add(String op, String path, JsonNode value) {
    List<String> steps = steps(path);
    if (steps.isEmpty()) {
      document = value;
      return;
    }
    String key = steps.getLast();
    switch (parent(op, path, steps)) {
      case ObjectNode object -> object.set(key, value);
      case ArrayNode array -> {
        int position = key.equals("-") ? array.size() : index(key, array.size(), op, path);
        array.insert(position, value);
      }
      default -> throw missing(op, path);
    }
  }

  private void remove(String op, String path) {
    List<String> steps = steps(path);
    if (steps.isEmpty()) {
      throw new PatchFailure(op + " operation does not apply: the root can't be removed");
    }
    String key = steps.getLast();
    switch (parent(op, path, steps)) {
      case ObjectNode object -> {
        if (object.remove(key) == null) {
          throw new PatchFailure(
              "error in %s for path: '%s': Unable to remove nonexistent key: %s: missing value"
                  .formatted(op, path, key));
        }
      }
      case ArrayNode array -> array.remove(index(key, array.size() - 1, op, path));
      default -> throw missing(op, path);
    }
  }

  /** The server's library lets an absent member of an object be replaced. */
  private void replace(String path, JsonNode value) {
    List<String> steps = steps(path);
    if (steps.isEmpty()) {
      document = value;
      return;
    }
    String key = steps.getLast();
    switch (parent("replace", path, steps)) {
      case ObjectNode object -> object.set(key, value);
      case ArrayNode array -> {
        if (key.equals("-") || !isPosition(key) || Integer.parseInt(key) >= array.size()) {
          throw new PatchFailure(
              "replace operation does not apply: doc is missing key: " + path + ": missing value");
        }
        array.set(Integer.parseInt(key), value);
      }
      default -> throw missing("replace", path);
    }
  }

  private JsonNode require(String op, String path) {
    JsonNode found = find(path);
    if (found == null) {
      throw missing(op, path);
    }
    return found;
  }

  private @Nullable JsonNode find(String path) {
    JsonNode node = document;
    for (String step : steps(path)) {
      JsonNode below =
          node instanceof ArrayNode array && isPosition(step)
              ? array.get(Integer.parseInt(step))
              : node.get(step);
      if (below == null) {
        return null;
      }
      node = below;
    }
    return node;
  }

  private JsonNode parent(String op, String path, List<String> steps) {
    JsonNode node = document;
    for (String step : steps.subList(0, steps.size() - 1)) {
      JsonNode below =
          node instanceof ArrayNode array && isPosition(step)
              ? array.get(Integer.parseInt(step))
              : node.get(step);
      if (below == null) {
        throw missing(op, path);
      }
      node = below;
    }
    return node;
  }

  private static PatchFailure missing(String op, String path) {
    return new PatchFailure(
        "%s operation does not apply: doc is missing path: \"%s\": missing value"
            .formatted(op, path));
  }

  private static int index(String key, int highest, String op, String path) {
    // The server counts negative positions from the end.
    boolean fromEnd = key.startsWith("-");
    String digits = fromEnd ? key.substring(1) : key;
    if (!isPosition(digits)) {
      throw new PatchFailure(
          "error in %s for path: '%s': value was not a proper array index: '%s'"
              .formatted(op, path, key));
    }
    int position = fromEnd ? highest + 1 - Integer.parseInt(digits) : Integer.parseInt(digits);
    if (position < 0 || position > highest) {
      throw new PatchFailure(
          "error in %s for path: '%s': Unable to access invalid index: %s: invalid index referenced"
              .formatted(op, path, key));
    }
    return position;
  }

  private static boolean isPosition(String step) {
    return !step.isEmpty() && step.length() < 10 && step.chars().allMatch(Character::isDigit);
  }

  private static List<String> steps(String path) {
    if (path.isEmpty()) {
      return List.of();
    }
    if (!path.startsWith("/")) {
      throw new PatchFailure("not a JSON pointer: \"" + path + '"');
    }
    List<String> steps = new ArrayList<>();
    for (String step : path.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return steps;
  }
}
