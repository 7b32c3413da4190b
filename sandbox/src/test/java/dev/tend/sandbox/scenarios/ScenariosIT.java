package dev.tend.sandbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.manifest.YamlWriter;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.recorded.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays in the sandbox what was recorded of the controllers of Kubernetes 1.34.4. Kubelets take no
 * part: the scenarios set the statuses of pods themselves. With {@code -Dscenarios.record} and
 * {@code -Dscenarios.kubeconfig=FILE} they are played in that cluster, and rewritten.
 */
class ScenariosIT {
  private static final Path FOLDER = Path.of("../testdata/controllers");
  private static final String HEADER =
      "# Recorded of the controllers of Kubernetes 1.34.4; see README.md\n";
  private static final boolean RECORDS = System.getProperty("scenarios.record") != null;

  private static final Duration PACE = Duration.ofMillis(100);

  /** Where back-offs of ten seconds of kubelet time last long enough to be seen. */
  private static final Duration SLOW_PACE = Duration.ofMillis(400);

  private static final Map<Duration, Sandbox> SANDBOXES = new HashMap<>();
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(6);

  private static Sandbox start(Duration pace) {
    Sandbox sandbox =
        Sandbox.start(
            new SandboxConfig(Optional.empty(), 0, Optional.empty(), 3, pace, Clock.systemUTC()));
    for (ObjectNode node : sandbox.objects().list("", "Node", "")) {
      ObjectNode copy = node.deepCopy();
      copy.withObject("/metadata/annotations").put("sandbox.tend.dev/kubelet", "manual");
      copy.withObject("/metadata").remove("resourceVersion");
      sandbox.objects().update(copy, "test");
    }
    return sandbox;
  }

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
    SANDBOXES.values().forEach(Sandbox::close);
  }

  private static ApiClient client(JsonNode scenario) throws IOException {
    String other = System.getProperty("scenarios.kubeconfig");
    if (other != null) {
      return ApiClient.of(Files.readString(Path.of(other)));
    }
    Duration pace = scenario.path("slowly").asBoolean() ? SLOW_PACE : PACE;
    return ApiClient.of(SANDBOXES.computeIfAbsent(pace, ScenariosIT::start));
  }

  @TestFactory
  Stream<DynamicTest> scenarios() throws IOException {
    String only = System.getProperty("scenarios.only", "");
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList()) {
        String name = file.getFileName().toString().replace(".yaml", "");
        if (name.startsWith(only)) {
          JsonNode scenario = read(file);
          ApiClient client = client(scenario);
          Future<List<Player.Difference>> played =
              THREADS.submit(() -> play(client, file, name, scenario));
          tests.add(DynamicTest.dynamicTest(name, () -> check(played.get())));
        }
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static JsonNode read(Path file) throws IOException {
    return YamlReader.readDocuments(new SourceText(file.toString(), Files.readString(file)))
        .documents()
        .getFirst()
        .content();
  }

  private static List<Player.Difference> play(
      ApiClient client, Path file, String name, JsonNode scenario)
      throws IOException, InterruptedException {
    String namespace = "s-" + name + (RECORDS ? "-" + ProcessHandle.current().pid() : "");
    Player player = new Player(client, namespace);
    if (!RECORDS) {
      return player.compare(scenario);
    }
    player.record(scenario);
    Files.writeString(file, HEADER + YamlWriter.write(scenario));
    return List.of();
  }

  private static void check(List<Player.Difference> differences) {
    SoftAssertions.assertSoftly(
        softly ->
            differences.forEach(
                one -> softly.assertThat(one.actual()).as(one.step()).isEqualTo(one.expected())));
  }
}
