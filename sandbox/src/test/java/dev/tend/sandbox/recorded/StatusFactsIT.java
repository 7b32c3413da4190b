package dev.tend.sandbox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.recorded.ApiClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * What a kube-apiserver of version 1.34.4, without any controllers, answered to clients that write
 * how an object is, kind by kind. Each record begins with an object, made for real, and what is
 * prepared of its status; then come patches of the status, all of them dry. What is taken comes
 * with the status that it makes, and with the metadata where that was to be changed.
 */
class StatusFactsIT {
  private static final String RANGE_FINALIZER = "networking.k8s.io/service-cidr-finalizer";

  private static final Path FACTS = Path.of("..", "testdata", "statuses");
  private static final List<String> METADATA =
      List.of("labels", "annotations", "finalizers", "ownerReferences");
  private static final ObjectMapper JSON = new ObjectMapper();

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
        .before((first, differs) -> prepare(first))
        .after(StatusFactsIT::remove)
        .tests(StatusFactsIT::compare);
  }

  private static String path(JsonNode first) {
    return "%s/%s"
        .formatted(
            first.path("path").asText(), first.path("base").path("metadata").path("name").asText());
  }

  private static void prepare(JsonNode first) throws Exception {
    Answer made =
        client.call("POST", first.path("path").asText(), first.path("base"), "application/json");
    assertThat(made.code()).as(made.text()).isEqualTo(201);
    for (JsonNode step : first.path("prepare")) {
      ObjectNode change = JSON.createObjectNode();
      change.set("status", step.path("status"));
      String path = path(first) + "/" + step.path("subresource").asText();
      Answer answer = client.call("PATCH", path, change, "application/merge-patch+json");
      assertThat(answer.code()).as(answer.text()).isEqualTo(200);
    }
  }

  /** The next record of the kind begins with an object of the same name. */
  private static void remove(JsonNode first) throws Exception {
    ObjectNode options = JSON.createObjectNode().put("gracePeriodSeconds", 0);
    options.put("propagationPolicy", "Background");
    client.call("DELETE", path(first), options, "application/json");
    ObjectNode unheld = JSON.createObjectNode();
    unheld.putObject("metadata").putNull("finalizers");
    client.call("PATCH", path(first), unheld, "application/merge-patch+json");
  }

  private static void compare(JsonNode first, JsonNode each, boolean differs) throws Exception {
    Answer answer =
        client.call(
            "PATCH",
            "%s/%s?dryRun=All".formatted(path(first), first.path("subresource").asText()),
            RecordedChanges.patch(each.path("set")),
            "application/json-patch+json");
    String actual = RecordedChanges.shown(answer, false) + made(answer.object(), each);
    String expected = RecordedChanges.recorded(each, false) + recorded(each);
    RecordedFacts.compare(actual, expected, differs);
  }

  private static String made(JsonNode object, JsonNode each) {
    if (each.has("metadata")) {
      ObjectNode metadata = JSON.createObjectNode();
      for (Map.Entry<String, JsonNode> entry : each.path("set").properties()) {
        String name = entry.getKey().split("/", -1)[2];
        // A range of addresses is held soon after it was made; those recorded weren't yet.
        boolean held = object.path("metadata").path(name).path(0).asText().equals(RANGE_FINALIZER);
        if (METADATA.contains(name) && object.path("metadata").has(name) && !held) {
          metadata.set(name, object.path("metadata").get(name));
        }
      }
      return "\n" + sorted(metadata);
    }
    return each.has("status") ? "\n" + RecordedChanges.normal(sorted(object.path("status"))) : "";
  }

  private static String recorded(JsonNode each) {
    if (each.has("metadata")) {
      return "\n" + sorted(each.path("metadata"));
    }
    return each.has("status") ? "\n" + sorted(each.path("status")) : "";
  }

  private static String sorted(JsonNode node) {
    if (!node.isContainerNode()) {
      return node.toString();
    }
    List<String> parts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(item -> parts.add(sorted(item)));
      return parts.toString();
    }
    node.properties().forEach(entry -> parts.add(entry.getKey() + ": " + sorted(entry.getValue())));
    parts.sort(null);
    return "{%s}".formatted(String.join(", ", parts));
  }
}
