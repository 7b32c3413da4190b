package dev.tend.sandbox.balancers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Durations;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The {@code LoadBalancerRules} of a file of rules; of all that fit a service the first counts.
 * Where none fits, a service stays without an address, as in a cluster that no cloud looks after.
 */
final class BalancerRules {
  private static final String KIND = "LoadBalancerRules";
  private static final String HINT = "docs/sandbox.md shows each field";

  private final List<BalancerRule> rules;

  private BalancerRules(List<BalancerRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * @throws KnownFailure if the file can't be read, or says what means nothing
   */
  static BalancerRules load(Optional<Path> file) {
    return new BalancerRules(file.map(BalancerRules::read).orElse(List.of()));
  }

  static BalancerRules of(String text) {
    return new BalancerRules(read(new SourceText("rules", text)));
  }

  Optional<BalancerRule> of(ObjectNode service) {
    return rules.stream().filter(rule -> rule.fits(service)).findFirst();
  }

  private static List<BalancerRule> read(Path file) {
    try {
      return read(new SourceText(file.toString(), Files.readString(file)));
    } catch (IOException e) {
      throw new KnownFailure(
          "Reading load balancer rules of %s: %s".formatted(file, e),
          "Check that the file is there",
          e);
    }
  }

  private static List<BalancerRule> read(SourceText source) {
    List<BalancerRule> rules = new ArrayList<>();
    for (Manifest manifest : YamlReader.read(source).manifests()) {
      JsonNode object = manifest.content();
      if (object.path("kind").asText().equals(KIND)) {
        fields(source, "", object, Set.of("apiVersion", "kind", "metadata", "rules"));
        int number = 0;
        for (JsonNode rule : object.path("rules")) {
          rules.add(rule(source, "rules[" + number++ + "]", rule));
        }
      }
    }
    return rules;
  }

  private static BalancerRule rule(SourceText source, String at, JsonNode rule) {
    fields(source, at, rule, Set.of("match", "addresses", "hostname", "pending", "after"));
    JsonNode match = rule.path("match");
    fields(source, at + ".match", match, Set.of("namespace", "service", "class", "labels"));
    TreeMap<String, String> labels = new TreeMap<>();
    match.path("labels").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    String range = rule.path("addresses").asText("");
    Optional<AddressRange> addresses = AddressRange.parse(range);
    if (!range.isEmpty() && addresses.isEmpty()) {
      throw failure(source, at + ".addresses", "expected a range such as 172.18.255.0/24");
    }
    String hostname = rule.path("hostname").asText("");
    if (rule.path("pending").asBoolean() == (addresses.isPresent() || !hostname.isEmpty())) {
      throw failure(source, at, "expected addresses, a hostname, or pending: true");
    }
    String after = rule.path("after").asText("0s");
    Duration delay =
        Durations.parse(after)
            .orElseThrow(
                () -> failure(source, at + ".after", "expected a time such as 5s, found " + after));
    return new BalancerRule(
        match.path("namespace").asText(""),
        match.path("service").asText(""),
        match.path("class").asText(""),
        labels,
        addresses,
        hostname,
        delay);
  }

  private static void fields(SourceText source, String at, JsonNode node, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw failure(source, at.isEmpty() ? field : at + "." + field, "unknown field");
              }
            });
  }

  private static KnownFailure failure(SourceText source, String at, String problem) {
    return new KnownFailure(
        "Reading load balancer rules of %s at %s: %s".formatted(source.name(), at, problem), HINT);
  }
}
