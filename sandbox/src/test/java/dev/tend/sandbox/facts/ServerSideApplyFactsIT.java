package dev.tend.sandbox.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Server-side apply against what a real server answered to the same requests. {@code
 * -Dfacts.record=KUBECONFIG} asks a real server again, and writes down what it says.
 */
class ServerSideApplyFactsIT {
  private static final Path FACTS = Path.of("../testdata/server-side-apply");

  /** Where the sandbox is known to answer otherwise, and why. */
  private static final Map<String, String> DIFFERENCES =
      Map.of(
          "Deployment: scaled by another",
          "applying a Scale doesn't look at who owns the replicas",
          "Thing: a status of its own",
          "the status of a custom resource isn't held against its schema");

  private static Sandbox sandbox;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.start(SandboxConfig.inMemory());
    api = Api.of(sandbox.kubeconfig());
    define(api);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static void define(Api api) throws Exception {
    String definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    api.send(Step.create("test", definitions, Shape.definition()), "");
    Step look =
        new Step(
            "look",
            "GET",
            "/apis/facts.tend.dev/v2/namespaces/default/things",
            "application/json",
            Map.of(),
            MissingNode.getInstance());
    for (int i = 0; i < 1200; i++) {
      if (api.send(look, "").code() == 200) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("things aren't served");
  }

  @TestFactory
  Stream<DynamicTest> shapesOfFields() throws Exception {
    return tests("shapes.jsonl", ShapeScripts.all());
  }

  @TestFactory
  Stream<DynamicTest> builtInKinds() throws Exception {
    return tests("built-in-kinds.jsonl", BuiltInScripts.all());
  }

  private static Stream<DynamicTest> tests(String file, List<Script> scripts) throws Exception {
    Path recording = FACTS.resolve(file);
    String kubeconfig = System.getProperty("facts.record", "");
    if (!kubeconfig.isEmpty()) {
      record(scripts, Api.of(Files.readString(Path.of(kubeconfig))), recording);
    }
    Map<String, JsonNode> facts = Recording.read(recording);
    assertThat(facts.keySet())
        .as("the recording is of these scripts")
        .containsExactlyElementsOf(scripts.stream().map(Script::name).toList());
    return scripts.stream()
        .map(
            script ->
                DynamicTest.dynamicTest(
                    script.name(),
                    () -> {
                      JsonNode answers =
                          Recording.play(script, api, name(file, scripts.indexOf(script), ""));
                      JsonNode expected = Objects.requireNonNull(facts.get(script.name()));
                      if (DIFFERENCES.containsKey(script.name())) {
                        assertThat(answers)
                            .as("no longer a difference: %s", script.name())
                            .isNotEqualTo(expected);
                        return;
                      }
                      for (int i = 0; i < expected.size(); i++) {
                        assertThat(answers.path(i).toPrettyString())
                            .as("step %s of %s", i + 1, script.name())
                            .isEqualTo(expected.path(i).toPrettyString());
                      }
                    }));
  }

  private static void record(List<Script> scripts, Api real, Path file) throws Exception {
    define(real);
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    String run = Long.toString(System.currentTimeMillis(), 36);
    for (Script script : scripts) {
      String name = name(file.getFileName().toString(), scripts.indexOf(script), run);
      answers.put(script.name(), Recording.play(script, real, name));
    }
    Files.createDirectories(file.getParent());
    Recording.write(file, answers);
  }

  private static String name(String file, int number, String run) {
    return "fact-%d-%c%s".formatted(number, file.charAt(0), run);
  }
}
