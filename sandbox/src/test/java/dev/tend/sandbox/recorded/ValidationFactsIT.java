package dev.tend.sandbox.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.recorded.ApiClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * What a kube-apiserver of version 1.34.4 answered to objects that are wrong in one place, kind by
 * kind. Each record begins with a good object, made for real; then come changes of it by JSON
 * pointer, as a new object or as a patch of the one that is there, all of them dry.
 */
class ValidationFactsIT {
  private static final Path FACTS = Path.of("..", "testdata", "validation");
  private static Sandbox sandbox;
  private static ApiClient client;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.start(SandboxConfig.inMemory());
    client = ApiClient.of(sandbox);
    RecordedChanges.namespaces(client);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @TestFactory
  Stream<DynamicContainer> kinds() throws IOException {
    return RecordedFacts.of(FACTS)
        .atLeast(36)
        .before(ValidationFactsIT::create)
        .tests(ValidationFactsIT::compare);
  }

  private static void create(JsonNode first, boolean differs) throws Exception {
    Answer answer = send("POST", first.path("path").asText(), first.path("base"));
    RecordedFacts.compare(
        RecordedChanges.shown(answer, false), RecordedChanges.recorded(first, false), differs);
  }

  private static void compare(JsonNode first, JsonNode each, boolean differs) throws Exception {
    boolean anyOrder = each.path("anyOrder").asBoolean();
    String actual = RecordedChanges.shown(ask(first, each), anyOrder);
    String expected = RecordedChanges.recorded(each, anyOrder);
    RecordedFacts.compare(actual, expected, differs);
  }

  private static Answer ask(JsonNode first, JsonNode each) throws Exception {
    String path = first.path("path").asText();
    String name = first.path("base").path("metadata").path("name").asText();
    JsonNode set = each.path("set");
    if (each.path("case").asText().equals("update")) {
      return client.send(
          client.request(
              "PATCH",
              path + "/" + name + "?dryRun=All",
              RecordedChanges.patch(set),
              "application/json-patch+json"));
    }
    ObjectNode body = first.path("base").deepCopy();
    set.properties().forEach(entry -> RecordedChanges.put(body, entry.getKey(), entry.getValue()));
    if (!set.has("/metadata/name") && !body.path("kind").asText().equals("APIService")) {
      body.withObject("/metadata").put("name", "new");
    }
    return send("POST", path + "?dryRun=All", body);
  }

  private static Answer send(String method, String path, JsonNode body) throws Exception {
    return client.send(client.request(method, path, body, "application/json"));
  }
}
