package dev.tend.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.Durations;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.sandbox.faults.FaultRule.Drop;
import dev.tend.sandbox.faults.FaultRule.Effect;
import dev.tend.sandbox.faults.FaultRule.Match;
import dev.tend.sandbox.faults.FaultRule.Rate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the {@code ApiFaults} of a file of rules, and refuses what it doesn't understand. */
final class FaultRules {
  private static final String KIND = "ApiFaults";

  private static final String HINT = "docs/sandbox.md shows each field";
  private static final Set<String> VERBS =
      Set.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

  private final String source;
  private final String path;

  private FaultRules(String source, String path) {
    this.source = source;
    this.path = path;
  }

  /**
   * @throws KnownFailure if the file can't be read, or says what means nothing
   */
  static List<FaultRule> load(Path file) {
    try {
      return read(new SourceText(file.toString(), Files.readString(file)));
    } catch (IOException e) {
      throw new KnownFailure(
          "Reading fault rules of %s: %s".formatted(file, e), "Check that the file is there", e);
    }
  }

  static List<FaultRule> read(SourceText text) {
    List<FaultRule> rules = new ArrayList<>();
    for (Manifest manifest : YamlReader.read(text).manifests()) {
      JsonNode object = manifest.content();
      if (object.path("kind").asText().equals(KIND)) {
        new FaultRules(text.name(), "").addAll(object, rules);
      }
    }
    return List.copyOf(rules);
  }

  private void addAll(JsonNode object, List<FaultRule> rules) {
    if (!object.path("apiVersion").asText().equals("sandbox.tend.dev/v1alpha1")) {
      throw failure("expected apiVersion sandbox.tend.dev/v1alpha1");
    }
    fields(object, Set.of("apiVersion", "kind", "metadata", "seed", "rules"));
    long seed = at("seed").whole(object.path("seed"), 0, Long.MIN_VALUE);
    String name = object.path("metadata").path("name").asText("faults");
    int number = 0;
    for (JsonNode rule : object.path("rules")) {
      String place = "rules[" + number + "]";
      rules.add(at(place).rule(rule, name + " " + place, seed + number));
      number++;
    }
  }

  private FaultRule rule(JsonNode rule, String origin, long seed) {
    fields(
        rule,
        Set.of(
            "match",
            "after",
            "every",
            "percentage",
            "times",
            "latency",
            "status",
            "retryAfter",
            "message",
            "drop"));
    JsonNode match = rule.path("match");
    at("match").fields(match, Set.of("verbs", "resources", "namespace", "name", "user", "paths"));
    Match which =
        new Match(
            at("match.verbs").texts(match.path("verbs"), VERBS),
            at("match.resources").texts(match.path("resources"), Set.of()),
            match.path("namespace").asText(""),
            match.path("name").asText(""),
            match.path("user").asText(""),
            at("match.paths").texts(match.path("paths"), Set.of()));
    if (rule.has("every") && rule.has("percentage")) {
      throw failure("every and percentage exclude each other");
    }
    Rate rate =
        new Rate(
            at("after").whole(rule.path("after"), 0, 0),
            at("every").whole(rule.path("every"), 1, 1),
            at("percentage").percentage(rule.path("percentage")),
            at("times").whole(rule.path("times"), Long.MAX_VALUE, 1),
            seed);
    Effect effect =
        new Effect(
            at("latency").duration(rule.path("latency")),
            at("status").status(rule.path("status")),
            Math.toIntExact(at("retryAfter").whole(rule.path("retryAfter"), 0, 0)),
            rule.path("message").asText(""),
            at("drop").drop(rule.path("drop")));
    if (effect.latency().isZero() && effect.status() == 0 && effect.drop() == Drop.NEVER) {
      throw failure("expected one of latency, status and drop");
    }
    return new FaultRule(origin, which, rate, effect);
  }

  private List<String> texts(JsonNode list, Set<String> known) {
    if (!list.isArray() && !list.isMissingNode()) {
      throw failure("expected a list");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      if (!known.isEmpty() && !known.contains(item.asText())) {
        throw failure("\"%s\" is no verb".formatted(item.asText()));
      }
      texts.add(item.asText());
    }
    return texts;
  }

  private long whole(JsonNode value, long otherwise, long least) {
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || value.asLong() < least) {
      throw failure("expected a whole number of at least " + least);
    }
    return value.asLong();
  }

  private double percentage(JsonNode value) {
    if (value.isMissingNode()) {
      return 100;
    }
    if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > 100) {
      throw failure("expected a number from 0 to 100");
    }
    return value.asDouble();
  }

  private int status(JsonNode value) {
    if (value.isMissingNode()) {
      return 0;
    }
    if (!value.isInt() || value.asInt() < 400 || value.asInt() > 599) {
      throw failure("expected a status from 400 to 599");
    }
    return value.asInt();
  }

  private Duration duration(JsonNode value) {
    if (value.isMissingNode()) {
      return Duration.ZERO;
    }
    return Durations.parse(value.asText())
        .orElseThrow(
            () -> failure("expected a time such as 200ms, found \"" + value.asText() + "\""));
  }

  private Drop drop(JsonNode value) {
    return switch (value.asText("")) {
      case "" -> Drop.NEVER;
      case "before" -> Drop.BEFORE;
      case "after" -> Drop.AFTER;
      default -> throw failure("expected before or after");
    };
  }

  private void fields(JsonNode node, Set<String> known) {
    if (!node.isObject() && !node.isMissingNode()) {
      throw failure("expected fields");
    }
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw at(field).failure("unknown field");
              }
            });
  }

  private FaultRules at(String below) {
    return new FaultRules(source, path + "." + below);
  }

  private KnownFailure failure(String problem) {
    String place = path.isEmpty() ? "" : " at " + path;
    return new KnownFailure(
        "Reading fault rules of %s%s: %s".formatted(source, place, problem), HINT);
  }
}
