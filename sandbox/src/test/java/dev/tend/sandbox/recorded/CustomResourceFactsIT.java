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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a kube-apiserver of version 1.34.4 answered of definitions, custom resources and admission
 * policies, request by request. Several causes of one refusal are compared in any order, as the
 * server's own order changes.
 */
class CustomResourceFactsIT {
  private static final Path FACTS = Path.of("..", "testdata", "custom-resources");
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String POLICIES = "/apis/admissionregistration.k8s.io/v1/";
  private static final Map<String, String> PATCHES =
      Map.of(
          "merge", "application/merge-patch+json",
          "json", "application/json-patch+json",
          "apply", "application/apply-patch+yaml");
  private static final Set<String> VOLATILE =
      Set.of("uid", "resourceVersion", "creationTimestamp", "managedFields", "deletionTimestamp");
  private static final Set<String> TIMES = Set.of("lastTransitionTime", "lastUpdateTime");
  private static final ObjectMapper JSON = new ObjectMapper();

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
  Stream<DynamicTest> rules() throws IOException {
    return tests("rules");
  }

  @TestFactory
  Stream<DynamicTest> definitions() throws IOException {
    return tests("definitions");
  }

  @TestFactory
  Stream<DynamicTest> values() throws IOException {
    return tests("values");
  }

  @TestFactory
  Stream<DynamicTest> policies() throws IOException {
    return tests("policies");
  }

  private static Stream<DynamicTest> tests(String name) throws IOException {
    JsonNode cases = JSON.readTree(Files.readString(FACTS.resolve(name + "-1.34.4.json")));
    assertThat(cases.size()).isGreaterThan(20);
    return StreamSupport.stream(cases.spliterator(), false)
        .map(each -> DynamicTest.dynamicTest(each.path("name").asText(), () -> replay(each)));
  }

  private static void replay(JsonNode each) throws Exception {
    try {
      for (JsonNode step : each.path("steps")) {
        ObjectNode expected = normal(step.path("answer").deepCopy());
        ObjectNode actual = normal(answer(step));
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (step.path("await").asBoolean()
            && !actual.equals(expected)
            && System.nanoTime() < end) {
          Thread.sleep(10);
          actual = normal(answer(step));
        }
        assertThat(actual.toPrettyString())
            .as("%s %s %s", step.path("method"), step.path("path"), step.path("body"))
            .isEqualTo(expected.toPrettyString());
      }
    } finally {
      for (JsonNode step : each.path("steps")) {
        String path = step.path("path").asText();
        boolean policy = path.startsWith(POLICIES) && step.path("method").asText().equals("POST");
        if (policy && !step.path("body").path("metadata").path("name").asText().isEmpty()) {
          String name = step.path("body").path("metadata").path("name").asText();
          send("DELETE", path + "/" + name, step.path("none"), "application/json");
        }
      }
    }
  }

  private static ObjectNode answer(JsonNode step) throws Exception {
    String method = step.path("method").asText();
    String path = step.path("path").asText();
    JsonNode body = step.path("body");
    if (method.equals("PUT") && body instanceof ObjectNode object) {
      Answer live = send("GET", path, step.path("none"), "application/json");
      if (live.code() == 200) {
        object
            .withObject("/metadata")
            .set("resourceVersion", live.object().path("metadata").path("resourceVersion"));
      }
    }
    Answer answer =
        PATCHES.containsKey(method)
            ? send("PATCH", path, body, PATCHES.get(method))
            : send(method, path, body, "application/json");
    boolean defining = path.startsWith(DEFINITIONS) && answer.code() < 300;
    if (defining && Set.of("POST", "PUT").contains(method)) {
      awaitServed(DEFINITIONS + "/" + body.path("metadata").path("name").asText());
    } else if (path.startsWith(DEFINITIONS) && method.equals("DELETE")) {
      awaitGone(path);
    }
    ObjectNode shown = JSON.createObjectNode();
    shown.put("code", answer.code());
    JsonNode object = answer.object();
    if (object.path("kind").asText().equals("Status")
        && object.path("status").asText().equals("Failure")) {
      shown.set("reason", object.path("reason"));
      shown.set("message", object.path("message"));
      if (object.path("details").has("causes")) {
        shown.set("causes", object.path("details").path("causes"));
      }
    } else if (step.path("show").asBoolean() && object.isObject()) {
      shown.set("object", object);
    }
    if (!answer.warnings().isEmpty()) {
      shown.set("warnings", JSON.valueToTree(answer.warnings()));
    }
    return shown;
  }

  private static Answer send(String method, String path, JsonNode body, String type)
      throws Exception {
    return client.send(
        client.request(method, path.replace(" ", "%20"), body, type).header("User-Agent", "facts"));
  }

  /** Served and said to be so, or refused for its names. */
  private static void awaitServed(String path) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      JsonNode crd = send("GET", path, JSON.missingNode(), "application/json").object();
      boolean current =
          crd.path("status").path("conditions").size() > 1
              && crd.path("status").path("storedVersions").size() > 0;
      if (current) {
        Thread.sleep(20);
        return;
      }
      Thread.sleep(5);
    }
    throw new AssertionError("not served: " + path);
  }

  private static void awaitGone(String path) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      if (send("GET", path, JSON.missingNode(), "application/json").code() == 404) {
        return;
      }
      Thread.sleep(5);
    }
    throw new AssertionError("still there: " + path);
  }

  private static ObjectNode normal(JsonNode answer) {
    ObjectNode normal = answer.deepCopy();
    normal.remove("message");
    List<String> texts = new ArrayList<>();
    for (JsonNode cause : normal.path("causes")) {
      texts.add(
          text(
              cause.path("field").asText()
                  + " "
                  + cause.path("reason").asText()
                  + " "
                  + cause.path("message").asText()));
    }
    texts.sort(null);
    if (normal.has("causes")) {
      normal.set("causes", JSON.valueToTree(texts));
    } else if (answer.has("message")) {
      normal.put("message", text(answer.path("message").asText()));
    }
    if (normal.path("warnings") instanceof ArrayNode warnings) {
      List<String> sorted = new ArrayList<>();
      warnings.forEach(warning -> sorted.add(warning.asText()));
      sorted.sort(null);
      normal.set("warnings", JSON.valueToTree(sorted));
    }
    if (normal.path("object") instanceof ObjectNode object) {
      normal.set("object", sorted(object));
    }
    if (normal.path("reason").asText("").isEmpty() || normal.path("code").asInt() == 404) {
      normal.remove("reason");
    }
    if (normal.path("code").asInt() == 404) {
      normal.remove(List.of("message", "causes", "object"));
    }
    ObjectNode ordered = JSON.createObjectNode();
    for (String field : List.of("code", "reason", "message", "causes", "warnings", "object")) {
      if (normal.has(field)) {
        ordered.set(field, normal.get(field));
      }
    }
    return ordered;
  }

  /** Without the numbers that the server counts up, and the Go values that it dumps. */
  private static String text(String text) {
    return text.replaceAll("selfType[0-9]*", "selfType")
        .replace(" sandbox-admin", " admin")
        .replaceAll(
            "(?s)Invalid value: [\\[{].*?(: (must have exactly|must contain unique|only \\[).*)$",
            "Invalid value: ...$1");
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode sorted = JSON.createObjectNode();
      List<String> names = new ArrayList<>();
      Iterator<String> all = object.fieldNames();
      all.forEachRemaining(names::add);
      names.sort(null);
      for (String name : names) {
        JsonNode value = object.get(name);
        if (name.equals("metadata") && value instanceof ObjectNode metadata) {
          metadata.remove(VOLATILE);
        }
        if (!TIMES.contains(name)) {
          sorted.set(name, sorted(value));
        }
      }
      return sorted;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode sorted = JSON.createArrayNode();
      array.forEach(item -> sorted.add(sorted(item)));
      return sorted;
    }
    return node;
  }
}
