package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.NearMiss;
import dev.tend.manifest.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@code KubeletRules} object, and refuses what it doesn't understand. */
final class RuleReader {
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h))+");
  private static final Pattern ELEMENT = Pattern.compile("\\.([^.\\[]+)|\\[(\\d+)]");
  private static final String HINT = "docs/sandbox.md shows each field.";

  private final String source;
  private final Optional<Origin> origin;
  private final String path;

  RuleReader(String source, String path) {
    this(source, Optional.empty(), path);
  }

  private RuleReader(String source, Optional<Origin> origin, String path) {
    this.source = source;
    this.origin = origin;
    this.path = path;
  }

  static List<Rule> read(Manifest manifest) {
    Origin origin = manifest.origin();
    RuleReader root = new RuleReader(origin.source().name(), Optional.of(origin), "");
    return root.rules(manifest.content());
  }

  static List<Rule> read(ObjectNode object, String source) {
    return new RuleReader(source, "").rules(object);
  }

  private List<Rule> rules(ObjectNode object) {
    if (!object.path("apiVersion").asText().equals("sandbox.tend.dev/v1alpha1")
        || !object.path("kind").asText().equals("KubeletRules")) {
      throw failure("expected apiVersion sandbox.tend.dev/v1alpha1, kind KubeletRules");
    }
    fields(object, Set.of("apiVersion", "kind", "metadata", "rules"));
    List<Rule> rules = new ArrayList<>();
    int number = 0;
    for (JsonNode rule : object.path("rules")) {
      RuleReader reader = at("rules[" + number++ + "]");
      reader.fields(rule, BehaviourReader.FIELDS);
      Rule.Match match = reader.at("match").match(rule.path("match"));
      // What says nothing but how much is used leaves the rest to the rules after it.
      boolean measures = rule.has("usage") && rule.size() - (rule.has("match") ? 1 : 0) == 1;
      if (!measures) {
        rules.add(new Rule(match, BehaviourReader.read(reader, rule)));
      }
    }
    return rules;
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

  int number(JsonNode value, int otherwise) {
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isInt()) {
      throw failure("expected a whole number");
    }
    return value.asInt();
  }

  boolean flag(JsonNode value, boolean otherwise) {
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw failure("expected true or false");
    }
    return value.asBoolean();
  }

  void fields(JsonNode node, Set<String> known) {
    if (!node.isObject() && !node.isMissingNode()) {
      throw failure("expected fields");
    }
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                String meant = NearMiss.hint(field, new TreeSet<>(known));
                throw at(field).failure("unknown field", meant.isEmpty() ? HINT : meant);
              }
            });
  }

  RuleReader at(String below) {
    return new RuleReader(source, origin, path + "." + below);
  }

  KnownFailure failure(String problem) {
    return failure(problem, HINT);
  }

  private KnownFailure failure(String problem, String hint) {
    String place = path.isEmpty() ? "" : " at " + path;
    String file = origin.map(found -> found.locate(fieldPath()).toString()).orElse(source);
    return new KnownFailure(
        "Reading kubelet rules of %s%s: %s".formatted(file, place, problem), hint);
  }

  private FieldPath fieldPath() {
    FieldPath at = FieldPath.ROOT;
    for (Matcher element = ELEMENT.matcher(path); element.find(); ) {
      at =
          element.group(1) != null
              ? at.key(element.group(1))
              : at.index(Integer.parseInt(element.group(2)));
    }
    return at;
  }
}
