package dev.tend.sync.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Durations;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.NearMiss;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An object of a file, read strictly: what is wrong becomes a problem and reads as absent. */
record Fields(Origin origin, FieldPath path, ObjectNode node, List<Problem> problems) {

  /** Reports every field that isn't among these. */
  Fields only(String... names) {
    List<String> known = List.of(names);
    for (String name : (Iterable<String>) node::fieldNames) {
      if (!known.contains(name)) {
        error(
            name,
            "sync/unknown-field",
            "unknown field " + name,
            NearMiss.of(name, known)
                .map(near -> "did you mean " + near + "?")
                .orElse("known here: " + String.join(", ", known)));
      }
    }
    return this;
  }

  boolean has(String name) {
    return !node.path(name).isMissingNode() && !node.path(name).isNull();
  }

  Optional<String> text(String name) {
    return typed(name, "a text", JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(text -> notBlank(name, text));
  }

  Optional<Boolean> flag(String name) {
    return typed(name, "true or false", JsonNode::isBoolean).map(JsonNode::booleanValue);
  }

  Optional<Path> file(String name, Path base) {
    return text(name).map(text -> base.resolve(text).toAbsolutePath().normalize());
  }

  /** A length of time of at least a second. */
  Optional<Duration> duration(String name) {
    JsonNode value = node.path(name);
    if (value.isNumber()) {
      error(
          name,
          "sync/duration",
          name + " needs a unit",
          "write " + value.asText() + "s if seconds are meant");
      return Optional.empty();
    }
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> duration =
        Durations.parse(text.get()).filter(d -> d.compareTo(Duration.ofSeconds(1)) >= 0);
    if (duration.isEmpty()) {
      error(
          name,
          "sync/duration",
          name + " is no length of time of at least a second: " + text.get(),
          "for example 30s, 1m or 1h30m");
    }
    return duration;
  }

  Optional<Fields> object(String name) {
    return typed(name, "an object", JsonNode::isObject)
        .map(value -> new Fields(origin, path.key(name), (ObjectNode) value, problems));
  }

  List<Fields> objects(String name) {
    List<Fields> items = new ArrayList<>();
    typed(name, "a list", JsonNode::isArray)
        .ifPresent(
            list -> {
              for (int i = 0; i < list.size(); i++) {
                FieldPath at = path.key(name).index(i);
                if (list.get(i) instanceof ObjectNode item) {
                  items.add(new Fields(origin, at, item, problems));
                } else {
                  report(at, "sync/type", at + " must be an object, not " + kind(list.get(i)), "");
                }
              }
            });
    return items;
  }

  void missing(String name, String hint) {
    report(path, "sync/required", path.key(name) + " is required", hint);
  }

  void error(String name, String rule, String message, String hint) {
    report(path.key(name), rule, message, hint);
  }

  void warning(String name, String rule, String message, String hint) {
    FieldPath at = path.key(name);
    problems.add(Problem.warning(rule, origin.locate(at), at, message, hint));
  }

  private void report(FieldPath at, String rule, String message, String hint) {
    problems.add(Problem.error(rule, origin.locate(at), at, message, hint));
  }

  private boolean notBlank(String name, String text) {
    if (text.isBlank()) {
      error(name, "sync/empty", path.key(name) + " is empty", "");
    }
    return !text.isBlank();
  }

  private interface Check {
    boolean fits(JsonNode value);
  }

  private Optional<JsonNode> typed(String name, String wanted, Check check) {
    JsonNode value = node.path(name);
    if (!has(name)) {
      return Optional.empty();
    }
    if (!check.fits(value)) {
      error(name, "sync/type", path.key(name) + " must be " + wanted + ", not " + kind(value), "");
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case STRING -> "a text";
      default -> "a " + value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }
}
