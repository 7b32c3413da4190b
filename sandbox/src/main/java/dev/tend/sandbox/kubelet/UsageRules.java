package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Quantity;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.sandbox.amounts.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much containers use, as the {@code usage} of {@link KubeletRules} says; of all rules with a
 * usage that match a container the first counts. Where none does, a container uses half of what it
 * requests, or very little where it requests nothing.
 *
 * <pre>{@code
 * - match: {labels: {app: web}}
 *   usage: {cpu: 80%, memory: 64Mi}          # of the request, or an amount
 * - match: {labels: {app: queue}}
 *   usage:                                   # stages, by kubelet time since the container's start
 *   - {cpu: 20%}
 *   - {after: 2m, cpu: 2, shared: true}      # of all pods of one controller together
 * }</pre>
 */
public final class UsageRules {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final Map<String, String> LITTLE = Map.of("cpu", "10m", "memory", "32Mi");
  private static final Map<String, Integer> FINEST = Map.of("cpu", 3, "memory", 0);

  private final List<UsageRule> rules;

  private UsageRules(List<UsageRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Those of a file, if there is one.
   *
   * @throws KnownFailure if the file can't be read, or holds something else
   */
  public static UsageRules load(Optional<Path> file) {
    return file.map(path -> new UsageRules(read(path))).orElseGet(() -> new UsageRules(List.of()));
  }

  static UsageRules of(ObjectNode object) {
    return new UsageRules(UsageReader.read(object, "rules"));
  }

  private static List<UsageRule> read(Path file) {
    SourceText source;
    try {
      source = new SourceText(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new KnownFailure(
          "Reading kubelet rules of %s: %s".formatted(file, e), "Check that the file is there.", e);
    }
    List<UsageRule> rules = new ArrayList<>();
    for (Manifest manifest : YamlReader.read(source).manifests()) {
      if (manifest.content().path("kind").asText().equals("KubeletRules")) {
        rules.addAll(UsageReader.read(manifest.content(), source.name()));
      }
    }
    return rules;
  }

  /** Whether any rule says something of usage. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /**
   * What a container uses.
   *
   * @param running kubelet time since its start
   * @param sharers how many pods share what is shared, this one included
   */
  public Usage of(JsonNode pod, JsonNode container, Duration running, int sharers) {
    Optional<UsageRule.Stage> stage =
        rules.stream()
            .filter(rule -> rule.match().fits(pod, container))
            .findFirst()
            .flatMap(rule -> rule.at(running));
    Usage usage = Usage.NONE;
    for (String resource : List.of("cpu", "memory")) {
      Optional<Quantity> requested =
          Quantity.parse(container.at("/resources/requests/" + resource).asText(""));
      Quantity amount =
          stage
              .flatMap(one -> one.of(resource))
              .map(level -> amount(level, requested.orElseGet(() -> little(resource))))
              .orElseGet(
                  () -> requested.map(all -> part(all, HALF)).orElseGet(() -> little(resource)));
      boolean shared = stage.map(UsageRule.Stage::shared).orElse(false);
      BigDecimal divisor = BigDecimal.valueOf(shared ? Math.max(1, sharers) : 1);
      BigDecimal value =
          amount.value().divide(divisor, FINEST.getOrDefault(resource, 3), RoundingMode.UP);
      usage = usage.with(resource, written(value, amount.format()));
    }
    return usage;
  }

  private static Quantity amount(UsageRule.Level level, Quantity requested) {
    return switch (level) {
      case UsageRule.Level.Amount(Quantity quantity) -> quantity;
      case UsageRule.Level.Share(BigDecimal share) -> part(requested, share);
    };
  }

  private static Quantity part(Quantity whole, BigDecimal share) {
    return written(whole.value().multiply(share), whole.format());
  }

  private static Quantity little(String resource) {
    return Quantity.parse(LITTLE.getOrDefault(resource, "0")).orElseThrow();
  }

  private static Quantity written(BigDecimal value, Quantity.Format format) {
    Quantity plain = Quantity.parse(value.toPlainString()).orElseThrow();
    Quantity none = Quantity.parse(format == Quantity.Format.BINARY ? "1Ki" : "1").orElseThrow();
    return none.plus(plain).minus(none);
  }
}
