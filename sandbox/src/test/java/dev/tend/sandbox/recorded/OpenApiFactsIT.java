package dev.tend.sandbox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the OpenAPI 3 documents of a kube-apiserver of version 1.34.4 say of its operations: what
 * they are called, take, and answer with, document by document.
 */
class OpenApiFactsIT {
  private static final Path FACTS = Path.of("..", "testdata", "openapi", "operations.txt");

  private static Sandbox sandbox;
  private static ApiClient client;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxConfig.inMemory());
    client = ApiClient.of(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @TestFactory
  Stream<DynamicTest> documents() throws IOException {
    Map<String, List<String>> recorded = recorded();
    assertThat(recorded).hasSizeGreaterThan(40);
    return recorded.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(operations(document(entry.getKey()).path("paths")))
                            .isEqualTo(String.join("\n", entry.getValue()))));
  }

  @Test
  void whatIsReferredToIsThere() throws Exception {
    for (String path : recorded().keySet()) {
      JsonNode document = document(path);
      Set<String> missing = new TreeSet<>();
      references(document, missing);
      document.path("components").path("schemas").fieldNames().forEachRemaining(missing::remove);
      assertThat(missing).as(path).isEmpty();
    }
  }

  private static Map<String, List<String>> recorded() throws IOException {
    Map<String, List<String>> recorded = new TreeMap<>();
    List<String> current = new ArrayList<>();
    for (String line : Files.readAllLines(FACTS)) {
      if (line.startsWith("== ")) {
        current = new ArrayList<>();
        recorded.put(line.substring("== ".length()), current);
      } else if (!line.startsWith("#")) {
        current.add(line);
      }
    }
    return recorded;
  }

  private static JsonNode document(String path) throws IOException, InterruptedException {
    return client.get("/openapi/v3/" + path).object();
  }

  private static void references(JsonNode node, Set<String> names) {
    String reference = node.path("$ref").asText("");
    if (!reference.isEmpty()) {
      names.add(reference.substring(reference.lastIndexOf('/') + 1));
    }
    node.forEach(child -> references(child, names));
  }

  private static String operations(JsonNode paths) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : sorted(paths)) {
      for (Map.Entry<String, JsonNode> one : sorted(path.getValue())) {
        if (!one.getKey().equals("parameters")) {
          operation(one.getKey() + " " + path.getKey(), path.getValue(), one.getValue(), lines);
        }
      }
    }
    return String.join("\n", lines);
  }

  private static void operation(String title, JsonNode path, JsonNode one, List<String> lines) {
    lines.add(title + " " + one.path("operationId").asText());
    lines.add("  tells " + one.path("description").asText());
    JsonNode kind = one.path("x-kubernetes-group-version-kind");
    lines.add(
        "  of %s %s/%s/%s"
            .formatted(
                one.path("x-kubernetes-action").asText("-"),
                kind.path("group").asText(),
                kind.path("version").asText(),
                kind.path("kind").asText()));
    lines.add("  tags " + one.path("tags").path(0).asText());
    List<String> taken = new ArrayList<>();
    path.path("parameters").forEach(parameter -> taken.add(parameter(parameter)));
    one.path("parameters").forEach(parameter -> taken.add(parameter(parameter)));
    taken.sort(null);
    lines.add(("  takes " + String.join(" ", taken)).stripTrailing());
    JsonNode body = one.path("requestBody");
    if (body.isObject()) {
      String required = body.path("required").asBoolean() ? "required " : "";
      lines.add("  body " + required + content(body.path("content")));
    }
    for (Map.Entry<String, JsonNode> response : sorted(one.path("responses"))) {
      String text =
          "  %s %s %s"
              .formatted(
                  response.getKey(),
                  response.getValue().path("description").asText(),
                  content(response.getValue().path("content")));
      lines.add(text.stripTrailing());
    }
  }

  private static String parameter(JsonNode parameter) {
    return "%s:%s:%s"
        .formatted(
            parameter.path("in").asText(),
            parameter.path("name").asText(),
            parameter.path("schema").path("type").asText());
  }

  private static String content(JsonNode content) {
    Map<String, List<String>> types = new TreeMap<>();
    for (Map.Entry<String, JsonNode> type : sorted(content)) {
      JsonNode schema = type.getValue().path("schema");
      String reference = schema.path("$ref").asText("");
      String name =
          reference.isEmpty()
              ? schema.path("type").asText()
              : reference.substring(reference.lastIndexOf('/') + 1);
      types.computeIfAbsent(name, none -> new ArrayList<>()).add(type.getKey());
    }
    List<String> all = new ArrayList<>();
    types.forEach((name, own) -> all.add(String.join(",", own) + "=" + name));
    return String.join(" ", all);
  }

  private static Iterable<Map.Entry<String, JsonNode>> sorted(JsonNode node) {
    Map<String, JsonNode> entries = new TreeMap<>();
    node.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries.entrySet();
  }
}
