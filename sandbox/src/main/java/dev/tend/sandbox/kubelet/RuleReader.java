package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.kubelet.Behaviour.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@code KubeletRules} object, and refuses what it doesn't understand. */
final class RuleReader {
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h))+");
  private static final String HINT = "See the built-in rules for an example of each field.";
  private static final Duration SOON = Duration.ofSeconds(1);

  private final String source;
  private final String path;

  RuleReader(String source, String path) {
    this.source = source;
    this.path = path;
  }

  static List<Rule> read(ObjectNode object, String source) {
    RuleReader root = new RuleReader(source, "");
    if (!object.path("apiVersion").asText().equals("sandbox.tend.dev/v1alpha1")
        || !object.path("kind").asText().equals("KubeletRules")) {
      throw root.failure("expected apiVersion sandbox.tend.dev/v1alpha1, kind KubeletRules");
    }
    root.fields(object, Set.of("apiVersion", "kind", "metadata", "rules"));
    List<Rule> rules = new ArrayList<>();
    for (JsonNode rule : object.path("rules")) {
      rules.add(root.at("rules[" + rules.size() + "]").rule(rule));
    }
    return rules;
  }

  private Rule rule(JsonNode rule) {
    fields(rule, Set.of("match", "pull", "start", "oom", "ready", "usage"));
    JsonNode pull = rule.path("pull");
    at("pull").fields(pull, Set.of("delay", "error"));
    JsonNode start = rule.path("start");
    at("start").fields(start, Set.of("exitCode", "after", "log"));
    JsonNode ready = rule.path("ready");
    boolean never = ready.asText("").equals("never");
    if (!never) {
      at("ready").fields(ready, Set.of("after"));
    }
    List<String> log = new ArrayList<>();
    start.path("log").forEach(line -> log.add(line.asText()));
    Behaviour behaviour =
        new Behaviour(
            pull.hasNonNull("error") ? pull.path("error").asText() : null,
            at("pull.delay").duration(pull.path("delay"), Behaviour.PULL),
            never,
            ready.has("after") ? at("ready.after").duration(ready.path("after"), SOON) : null,
            ending(rule, start),
            log);
    return new Rule(at("match").match(rule.path("match")), behaviour);
  }

  private @Nullable Ending ending(JsonNode rule, JsonNode start) {
    JsonNode oom = rule.path("oom");
    if (oom.isObject() || oom.asBoolean(false)) {
      if (oom.isObject()) {
        at("oom").fields(oom, Set.of("after"));
      }
      return Ending.outOfMemory(at("oom.after").duration(oom.path("after"), SOON));
    }
    if (start.path("exitCode").isMissingNode()) {
      return null;
    }
    if (!start.path("exitCode").isInt()) {
      throw at("start.exitCode").failure("expected a whole number");
    }
    Duration after = at("start.after").duration(start.path("after"), SOON);
    return Ending.exit(start.path("exitCode").asInt(), after);
  }

  Rule.Match match(JsonNode match) {
    fields(match, Set.of("image", "namespace", "pod", "container", "labels"));
    TreeMap<String, String> labels = new TreeMap<>();
    match.path("labels").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    return new Rule.Match(
        match.path("image").asText(""),
        match.path("namespace").asText(""),
        match.path("pod").asText(""),
        match.path("container").asText(""),
        labels);
  }

  Duration duration(JsonNode value, Duration otherwise) {
    if (value.isMissingNode()) {
      return otherwise;
    }
    String text = value.asText();
    if (!WHOLE.matcher(text).matches()) {
      throw failure("expected a time such as 2s or 1m30s, found \"" + text + "\"");
    }
    double millis = 0;
    for (Matcher part = PART.matcher(text); part.find(); ) {
      double unit =
          switch (part.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            default -> 3_600_000;
          };
      millis += Double.parseDouble(part.group(1)) * unit;
    }
    return Duration.ofMillis((long) millis);
  }

  void fields(JsonNode node, Set<String> known) {
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

  RuleReader at(String below) {
    return new RuleReader(source, path + "." + below);
  }

  KnownFailure failure(String problem) {
    String place = path.isEmpty() ? "" : " at " + path;
    return new KnownFailure(
        "Reading kubelet rules of %s%s: %s".formatted(source, place, problem), HINT);
  }
}
