package dev.tend.sandbox.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.recorded.ApiClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * What a kube-apiserver of version 1.34.4 made of amounts: how it rounds and writes those that are
 * very small, very large or oddly written, and which it refuses. Each record begins with a good
 * object; then come new ones that differ in one amount, dry, with what the server made of it.
 */
class AmountFactsIT {
  private static final Path FACTS = Path.of("..", "testdata", "amounts");

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
    return RecordedFacts.of(FACTS).atLeast(9).tests(AmountFactsIT::compare);
  }

  private static void compare(JsonNode first, JsonNode each, boolean differs) throws Exception {
    ObjectNode body = first.path("base").deepCopy();
    each.path("set")
        .properties()
        .forEach(entry -> RecordedChanges.put(body, entry.getKey(), entry.getValue()));
    body.withObject("/metadata").put("name", "new");
    Answer answer =
        client.call("POST", first.path("path").asText() + "?dryRun=All", body, "application/json");
    String actual = RecordedChanges.shown(answer, true);
    String expected = RecordedChanges.recorded(each, true);
    if (each.has("shown")) {
      List<String> wanted = amounts(each.path("shown"));
      List<String> made = amounts(answer.object().at(first.path("shows").asText()));
      made.retainAll(wanted);
      actual += "\n" + made;
      expected += "\n" + wanted;
    }
    RecordedFacts.compare(actual, expected, differs);
  }

  /** The texts and numbers of what a server made, with where they stand. */
  private static List<String> amounts(JsonNode node) {
    List<String> amounts = new ArrayList<>();
    collect(node, "", amounts);
    amounts.sort(null);
    return amounts;
  }

  private static void collect(JsonNode node, String path, List<String> amounts) {
    if (node.isValueNode()) {
      amounts.add(path + "=" + node.asText());
    }
    node.properties()
        .forEach(entry -> collect(entry.getValue(), path + "/" + entry.getKey(), amounts));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), path + "/" + i, amounts);
    }
  }
}
