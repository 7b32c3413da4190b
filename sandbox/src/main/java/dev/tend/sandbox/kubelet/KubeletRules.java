package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.sandbox.reconcile.Meta;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How containers behave. Everything pulls, starts, becomes ready and runs on, and pods of Jobs end
 * well, unless a rule says otherwise: of all rules that match a container the first counts, and a
 * sandbox's own rules come before the built-in ones.
 *
 * <p>A file of rules, in YAML or JSON:
 *
 * <pre>{@code
 * apiVersion: sandbox.tend.dev/v1alpha1
 * kind: KubeletRules
 * metadata: {name: mine}
 * rules:
 * - match:                      # all of these; each may be left out
 *     image: "registry.example.com/shop/*"   # globs; an image also in full, with its tag
 *     namespace: shop
 *     pod: "web-*"
 *     container: web
 *     labels: {tier: front}     # equal, not globs
 *   pull:
 *     delay: 2s
 *     error: NotFound           # or Unauthorized, or the error itself; {image} is the full name
 *     present: true             # nodes have it from the start
 *   start:
 *     exitCode: 1               # ends; without it, it runs on
 *     after: 1s
 *     log: ["a line", "another"]
 *     error: "exec: not found"  # its process can't be started at all
 *     user: root                # whom the image runs as, which runAsNonRoot asks
 *   oom: true                   # or {after: 1s}: ends by OOMKilled, exit code 137
 *   ready: never                # or {after: 3s}: whatever its probe says
 *   startup: {fail: {for: 20s}} # so long from its start; left out, for good
 *   liveness: {fail: {after: 20s, for: 30s, message: "too slow"}}
 *   readiness: {fail: {after: 20s}}
 *   postStart: {fail: true, takes: 2s, message: "no"}
 *   preStop: {fail: true, takes: 5s}
 *   stop: {takes: 3s, exitCode: 0}   # or never: killed when its grace is over
 *   evict: {after: 10s, resource: memory}   # or ephemeral-storage, inodes, pids
 * }</pre>
 *
 * <p>Times are kubelet time: one second is one pace of the sandbox.
 */
public final class KubeletRules {
  private static final Duration JOB_TAKES = Duration.ofSeconds(2);
  private static final Set<String> OTHERS = Set.of("ApiFaults", "LoadBalancerRules");
  private static final String BUILT_IN = "rules.yaml";

  private final List<Rule> rules;

  private KubeletRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * The built-in rules, after those of a file.
   *
   * @throws KnownFailure if the file can't be read, or holds something else
   */
  public static KubeletRules load(Optional<Path> file) {
    List<Rule> rules = new ArrayList<>();
    file.ifPresent(path -> rules.addAll(read(text(path))));
    rules.addAll(read(builtIn()));
    return new KubeletRules(rules);
  }

  /** The rules of these objects, in order, without the built-in ones. */
  static KubeletRules of(List<ObjectNode> objects) {
    List<Rule> rules = new ArrayList<>();
    objects.forEach(object -> rules.addAll(RuleReader.read(object, "rules")));
    return new KubeletRules(rules);
  }

  Behaviour of(JsonNode pod, JsonNode container) {
    Behaviour behaviour =
        rules.stream()
            .filter(rule -> rule.match().fits(pod, container))
            .map(Rule::behaviour)
            .findFirst()
            .orElse(Behaviour.WELL);
    boolean ofJob = Meta.controllerId(pod, "batch", "Job").isPresent();
    boolean isInit = isInit(pod, container);
    if (isInit && !container.path("restartPolicy").asText().equals("Always")) {
      return behaviour.completing(Duration.ofSeconds(1));
    }
    return ofJob && !isInit ? behaviour.completing(JOB_TAKES) : behaviour;
  }

  private static boolean isInit(JsonNode pod, JsonNode container) {
    for (JsonNode init : pod.path("spec").path("initContainers")) {
      if (init.path("name").asText().equals(container.path("name").asText())) {
        return true;
      }
    }
    return false;
  }

  private static List<Rule> read(SourceText source) {
    YamlReader.Result result = YamlReader.read(source);
    if (!result.problems().isEmpty()) {
      throw new KnownFailure(
          "Reading kubelet rules of %s: %s"
              .formatted(source.name(), result.problems().getFirst().message()));
    }
    List<Rule> rules = new ArrayList<>();
    for (Manifest manifest : result.manifests()) {
      // What else a file may hold is read elsewhere.
      if (!OTHERS.contains(manifest.content().path("kind").asText())) {
        rules.addAll(RuleReader.read(manifest));
      }
    }
    return rules;
  }

  private static SourceText text(Path file) {
    try {
      return new SourceText(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new KnownFailure(
          "Reading kubelet rules of %s: %s".formatted(file, e), "Check that the file is there.", e);
    }
  }

  private static SourceText builtIn() {
    try (InputStream stream = KubeletRules.class.getResourceAsStream(BUILT_IN)) {
      if (stream == null) {
        throw new IllegalStateException(BUILT_IN + " is missing from this build");
      }
      return new SourceText(BUILT_IN, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
