package dev.tend.sandbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.Trees;
import dev.tend.sandbox.recorded.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Pods go where the real scheduler put them, or are refused in its words. */
class SchedulingFactsIT {
  private static final Path FOLDER = Path.of("../testdata/scheduling");
  private static final Path ANSWERS = FOLDER.resolve("answers-1.34.4.jsonl");
  private static final String KUBECONFIG = System.getProperty("scheduling.kubeconfig", "");
  private static final String ONLY = System.getProperty("scheduling.only", "");
  private static final boolean RECORD = System.getProperty("scheduling.record") != null;
  private static final int TRIES = 10;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, ObjectNode> ANSWERED = new TreeMap<>();
  private static Optional<Sandbox> sandbox = Optional.empty();
  private static SchedulingStage stage;

  @BeforeAll
  static void start() throws Exception {
    if (KUBECONFIG.isEmpty()) {
      sandbox =
          Optional.of(
              Sandbox.start(
                  new SandboxConfig(
                      Optional.empty(),
                      0,
                      Optional.empty(),
                      0,
                      Duration.ofMillis(5),
                      Clock.systemUTC())));
      stage = new SchedulingStage(ApiClient.of(sandbox.get()), Duration.ofMillis(300));
    } else {
      String text = Files.readString(Path.of(KUBECONFIG));
      stage = new SchedulingStage(ApiClient.of(text), Duration.ofMillis(2500));
    }
    stage.furnish();
    if (Files.exists(ANSWERS)) {
      for (String line : Files.readAllLines(ANSWERS)) {
        ObjectNode answer = (ObjectNode) JSON.readTree(line);
        ANSWERED.put(answer.path("case").asText(), answer);
      }
    }
  }

  @AfterAll
  static void stop() throws IOException {
    sandbox.ifPresent(Sandbox::close);
    if (RECORD) {
      List<String> lines = new ArrayList<>();
      for (SchedulingCase each : cases()) {
        ObjectNode answer = ANSWERED.get(each.title());
        if (answer != null) {
          lines.add(answer.toString());
        }
      }
      Files.write(ANSWERS, lines);
    }
  }

  @Test
  void everyCaseIsAnswered() throws IOException {
    List<String> titles = cases().stream().map(SchedulingCase::title).toList();

    assertThat(titles).hasSizeGreaterThan(60).doesNotHaveDuplicates();
    assertThat(RECORD || ANSWERED.keySet().containsAll(titles)).isTrue();
  }

  @TestFactory
  Stream<DynamicTest> decisions() throws IOException {
    return cases().stream()
        .filter(each -> each.title().contains(ONLY))
        .map(each -> dynamicTest(each.title(), () -> play(each)));
  }

  private static void play(SchedulingCase each) throws Exception {
    ObjectNode actual = stage.play(each, RECORD ? TRIES : 1);
    if (RECORD) {
      ANSWERED.put(each.title(), actual);
      return;
    }
    ObjectNode expected = Objects.requireNonNull(ANSWERED.get(each.title())).deepCopy();
    if (actual.has("nodes") && expected.has("nodes")) {
      assertThat(Trees.texts(expected.path("nodes"))).containsAll(Trees.texts(actual.get("nodes")));
      expected.set("nodes", actual.get("nodes"));
    }
    // That a pod is nominated lasts only until its victims are gone.
    expected.remove("nominated");
    actual.remove("nominated");
    assertThat(actual.toPrettyString()).isEqualTo(expected.toPrettyString());
  }

  private static List<SchedulingCase> cases() throws IOException {
    List<SchedulingCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
        JsonNode list =
            YamlReader.readDocuments(new SourceText(file.toString(), Files.readString(file)))
                .documents()
                .getFirst()
                .content();
        list.forEach(each -> cases.add(new SchedulingCase(each)));
      }
    }
    return cases;
  }
}
