package dev.tend.sandbox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.recorded.ApiClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a kube-apiserver of version 1.34.4 answered to objects that are wrong in one place, kind by
 * kind. Each record begins with a good object, made for real; then come changes of it by JSON
 * pointer, as a new object or as a patch of the one that is there, all of them dry.
 */
class ValidationFactsIT {
  private static final Path FACTS = Path.of("..", "testdata", "validation");
  private static final Path DIFFERENCES = FACTS.resolve("differences.txt");
  private static final Pattern UID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern ADDRESS = Pattern.compile("10\\.96\\.\\d+\\.\\d+");
  private static final Pattern TIME =
      Pattern.compile("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

  /** A whole object, with what no two servers have in common. */
  private static final Pattern PATCHED =
      Pattern.compile("(?s)(FieldValueInvalid patch: Invalid value: )\".*\": (?=[a-z])");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Sandbox sandbox;
  private static ApiClient client;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.start(SandboxConfig.inMemory());
    client = ApiClient.of(sandbox);
    for (String namespace : List.of("facts", "facts2")) {
      client.post(
          "/api/v1/namespaces",
          "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\"}}"
              .formatted(namespace));
      String account = "/api/v1/namespaces/%s/serviceaccounts/default".formatted(namespace);
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (client.get(account).code() != 200 && System.nanoTime() < end) {
        Thread.sleep(10);
      }
    }
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @TestFactory
  Stream<DynamicContainer> kinds() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(FACTS)) {
      all.filter(file -> file.toString().endsWith(".jsonl")).sorted().forEach(files::add);
    }
    assertThat(files).hasSizeGreaterThan(35);
    TreeSet<String> expected = new TreeSet<>();
    for (String line : Files.readAllLines(DIFFERENCES)) {
      if (!line.isBlank() && !line.startsWith("#") && !line.startsWith(" ")) {
        expected.add(line.strip());
      }
    }
    return files.stream().map(file -> container(file, expected));
  }

  private static DynamicContainer container(Path file, TreeSet<String> expected) {
    String name = file.getFileName().toString().replace(".jsonl", "");
    List<DynamicTest> tests = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(file);
      JsonNode first = JSON.readTree(lines.getFirst());
      tests.add(DynamicTest.dynamicTest(name + " base", () -> create(first)));
      for (String line : lines.subList(1, lines.size())) {
        JsonNode each = JSON.readTree(line);
        String title =
            "%s %s %s".formatted(name, each.path("case").asText(), each.path("set").toString());
        String shown = title.length() > 200 ? title.substring(0, 200) : title;
        tests.add(
            DynamicTest.dynamicTest(shown, () -> compare(first, each, expected.contains(shown))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DynamicContainer.dynamicContainer(name, tests);
  }

  private static void create(JsonNode first) throws Exception {
    Answer answer = send("POST", first.path("path").asText(), first.path("base"));
    assertThat(shown(answer, false)).isEqualTo(recorded(first, false));
  }

  private static void compare(JsonNode first, JsonNode each, boolean differs) throws Exception {
    boolean anyOrder = each.path("anyOrder").asBoolean();
    String actual = shown(ask(first, each), anyOrder);
    String expected = recorded(each, anyOrder);
    if (differs) {
      assertThat(actual).as("differs no more: take it out").isNotEqualTo(expected);
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  private static Answer ask(JsonNode first, JsonNode each) throws Exception {
    String path = first.path("path").asText();
    String name = first.path("base").path("metadata").path("name").asText();
    JsonNode set = each.path("set");
    if (each.path("case").asText().equals("update")) {
      ArrayNode operations = JSON.createArrayNode();
      for (Map.Entry<String, JsonNode> entry : set.properties()) {
        boolean item = entry.getKey().matches(".*/\\d+");
        ObjectNode operation = operations.addObject();
        operation.put("op", entry.getValue().isNull() ? "remove" : item ? "replace" : "add");
        operation.put("path", entry.getKey());
        if (!entry.getValue().isNull()) {
          operation.set("value", entry.getValue());
        }
      }
      return client.send(
          client.request(
              "PATCH",
              path + "/" + name + "?dryRun=All",
              operations,
              "application/json-patch+json"));
    }
    ObjectNode body = first.path("base").deepCopy();
    set.properties().forEach(entry -> put(body, entry.getKey(), entry.getValue()));
    if (!set.has("/metadata/name") && !body.path("kind").asText().equals("APIService")) {
      body.withObject("/metadata").put("name", "new");
    }
    return send("POST", path + "?dryRun=All", body);
  }

  private static Answer send(String method, String path, JsonNode body) throws Exception {
    return client.send(client.request(method, path, body, "application/json"));
  }

  private static void put(ObjectNode root, String pointer, JsonNode value) {
    List<String> steps =
        Arrays.stream(pointer.substring(1).split("/", -1))
            .map(step -> step.replace("~1", "/").replace("~0", "~"))
            .toList();
    JsonNode at = root;
    for (String step : steps.subList(0, steps.size() - 1)) {
      if (at instanceof ObjectNode object && !object.has(step)) {
        object.putObject(step);
      }
      at = at.isArray() ? at.get(Integer.parseInt(step)) : at.get(step);
    }
    String last = steps.getLast();
    if (at instanceof ArrayNode list) {
      int index = Integer.parseInt(last);
      if (value.isNull()) {
        list.remove(index);
      } else if (index >= list.size()) {
        list.add(value);
      } else {
        list.set(index, value);
      }
    } else if (at instanceof ObjectNode object && value.isNull()) {
      object.remove(last);
    } else if (at instanceof ObjectNode object) {
      object.set(last, value);
    }
  }

  private static String shown(Answer answer, boolean anyOrder) {
    List<String> lines = new ArrayList<>();
    lines.add(Integer.toString(answer.code()));
    List<String> causes = new ArrayList<>();
    for (JsonNode cause : answer.object().path("details").path("causes")) {
      causes.add(
          normal(
              "%s %s: %s"
                  .formatted(
                      cause.path("reason").asText(),
                      cause.path("field").asText(),
                      cause.path("message").asText())));
    }
    if (answer.code() >= 400 && causes.isEmpty()) {
      causes.add(normal(answer.object().path("message").asText()));
    }
    return text(
        lines,
        causes,
        answer.warnings().stream().map(ValidationFactsIT::normal).toList(),
        anyOrder);
  }

  private static String recorded(JsonNode each, boolean anyOrder) {
    List<String> lines = new ArrayList<>(List.of(each.path("code").asText()));
    List<String> causes = new ArrayList<>();
    each.path("causes").forEach(cause -> causes.add(cause.asText()));
    Optional.of(each.path("message").asText("")).filter(m -> !m.isEmpty()).ifPresent(causes::add);
    List<String> warnings = new ArrayList<>();
    each.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    return text(lines, causes, warnings, anyOrder);
  }

  private static String text(
      List<String> lines, List<String> causes, List<String> warnings, boolean anyOrder) {
    List<String> ordered = anyOrder ? causes.stream().sorted().toList() : causes;
    lines.addAll(ordered);
    warnings.forEach(warning -> lines.add("Warning: " + warning));
    return String.join("\n", lines);
  }

  private static String normal(String text) {
    String object = PATCHED.matcher(text).replaceAll("$1<object>: ");
    String plain = UID.matcher(object).replaceAll("<uid>");
    return TIME.matcher(ADDRESS.matcher(plain).replaceAll("<ip>")).replaceAll("<time>");
  }
}
