package dev.tend.sandbox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Asks the sandbox what was asked of a kube-apiserver of version 1.34.4, request by request, and
 * compares: status, message, causes, warnings, and the fields that the record shows.
 */
class RecordedAnswersIT {
  private static final Path RECORDS = Path.of("../testdata/admission");

  /** What names that a server makes end with. */
  private static final String GENERATED = "[a-z0-9]{5}";

  private static final SteppingClock CLOCK = new SteppingClock();
  private static Sandbox sandbox;
  private static ApiClient client;

  @BeforeAll
  static void start() {
    sandbox =
        Sandbox.start(
            new SandboxConfig(
                Optional.empty(), 0, Optional.empty(), 1, Duration.ofMillis(5), CLOCK, true));
    client = ApiClient.of(sandbox);
    // The server of the records had none.
    sandbox
        .objects()
        .delete(new ResourceId("storage.k8s.io", "StorageClass", "", "standard"), "Background");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @TestFactory
  Stream<DynamicTest> limits() throws IOException {
    return tests("limits");
  }

  @TestFactory
  Stream<DynamicTest> pods() throws IOException {
    return tests("pods");
  }

  @TestFactory
  Stream<DynamicTest> classes() throws IOException {
    return tests("classes");
  }

  @TestFactory
  Stream<DynamicTest> quotas() throws IOException {
    return tests("quotas");
  }

  @TestFactory
  Stream<DynamicTest> scopes() throws IOException {
    return tests("scopes");
  }

  @TestFactory
  Stream<DynamicTest> podSecurity() throws IOException {
    return tests("podsecurity");
  }

  @TestFactory
  Stream<DynamicTest> access() throws IOException {
    return tests("access");
  }

  private static Stream<DynamicTest> tests(String name) throws IOException {
    Path file = RECORDS.resolve(name + ".yaml");
    JsonNode records =
        YamlReader.readDocuments(new SourceText(file.toString(), Files.readString(file)))
            .documents()
            .getFirst()
            .content();
    assertThat(records.size()).isGreaterThan(5);
    List<DynamicTest> tests = new ArrayList<>();
    TreeSet<String> prefixes = new TreeSet<>();
    for (JsonNode each : records) {
      String prefix = each.path("body").path("metadata").path("generateName").asText("");
      if (!prefix.isEmpty()) {
        prefixes.add(prefix);
      }
      tests.add(DynamicTest.dynamicTest(each.path("case").asText(), () -> ask(each, prefixes)));
    }
    return tests.stream();
  }

  private static void ask(JsonNode each, TreeSet<String> prefixes) throws Exception {
    CLOCK.step(2);
    ObjectNode expected = expected(each);
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    ObjectNode actual = answer(each, prefixes);
    while (each.path("await").asBoolean() && !actual.equals(expected) && System.nanoTime() < end) {
      Thread.sleep(20);
      actual = answer(each, prefixes);
    }
    assertThat(actual.toPrettyString()).isEqualTo(expected.toPrettyString());
  }

  private static ObjectNode expected(JsonNode each) {
    ObjectNode expected = JsonNodeFactory.instance.objectNode();
    for (String field : List.of("code", "message", "causes", "warnings")) {
      if (each.has(field)) {
        expected.set(field, each.get(field));
      }
    }
    if (each.has("fields")) {
      expected.set("fields", sorted(each.get("fields")));
    }
    return expected;
  }

  private static ObjectNode answer(JsonNode each, TreeSet<String> prefixes)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        client.request(
            each.path("method").asText(),
            each.path("path").asText(),
            each.path("body"),
            each.path("type").asText("application/json"));
    if (each.has("user")) {
      request.header("Impersonate-User", each.path("user").asText());
    }
    if (each.has("group")) {
      request.header("Impersonate-Group", each.path("group").asText());
    }
    ApiClient.Answer answer = client.send(request);
    ObjectNode actual = JsonNodeFactory.instance.objectNode();
    actual.put("code", answer.code());
    if (answer.code() >= 400) {
      String message = answer.object().path("message").asText(answer.text());
      for (String prefix : prefixes) {
        message = message.replaceAll(Pattern.quote(prefix) + GENERATED, prefix + "*****");
      }
      actual.put("message", message);
    }
    if (each.has("causes")) {
      actual.set("causes", answer.object().at("/details/causes"));
    }
    if (!answer.warnings().isEmpty()) {
      answer.warnings().forEach(actual.putArray("warnings")::add);
    }
    if (each.has("fields")) {
      ObjectNode fields = actual.putObject("fields");
      for (Map.Entry<String, JsonNode> field : each.path("fields").properties()) {
        JsonNode found = answer.object().at(field.getKey());
        fields.set(field.getKey(), found.isMissingNode() ? NullNode.getInstance() : found);
      }
      actual.set("fields", sorted(fields));
    }
    return actual;
  }

  /** The same with the fields of all objects in order, so that text can be compared. */
  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> list.add(sorted(item)));
      return list;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    new TreeSet<>(node.propertyStream().map(Map.Entry::getKey).toList())
        .forEach(name -> object.set(name, sorted(node.get(name))));
    return object;
  }
}
