package dev.tend.sandbox.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers to scripts, one script a line. What no two runs have in common is left out, and so is
 * what controllers write at a time of their own.
 */
final class Recording {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Recording() {}

  static Map<String, JsonNode> read(Path file) throws IOException {
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode entry = JSON.readTree(line);
      answers.put(entry.path("script").asText(), sorted(entry.path("answers")));
    }
    return answers;
  }

  static void write(Path file, Map<String, JsonNode> answers) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : answers.entrySet()) {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("script", entry.getKey()).set("answers", entry.getValue());
      lines.add(JSON.writeValueAsString(line));
    }
    Files.write(file, lines);
  }

  /** Plays a script on an object of its own. */
  static JsonNode play(Script script, Api api, String name)
      throws IOException, InterruptedException {
    ArrayNode answers = JsonNodeFactory.instance.arrayNode();
    String version = "";
    for (Step step : script.steps()) {
      Api.Answer answer = api.send(step.at(version), name);
      version = answer.body().path("metadata").path("resourceVersion").asText(version);
      ObjectNode entry = answers.addObject();
      entry.put("step", step.title()).put("code", answer.code());
      if (answer.code() < 300) {
        entry.set("object", stable(answer.body(), name));
      } else {
        entry.put("message", answer.body().path("message").asText().replace(name, "$name"));
        ArrayNode causes = JsonNodeFactory.instance.arrayNode();
        answer.body().at("/details/causes").forEach(causes::add);
        if (!causes.isEmpty()) {
          entry.set("causes", JSON.readTree(causes.toString().replace(name, "$name")));
        }
      }
    }
    return sorted(answers);
  }

  private static JsonNode stable(JsonNode object, String name) throws IOException {
    JsonNode copy = JSON.readTree(object.toString().replace(name, "$name"));
    if (copy.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove(List.of("uid", "resourceVersion", "creationTimestamp", "namespace", "name"));
      if (metadata.get("managedFields") instanceof ArrayNode managers) {
        managers.forEach(entry -> ((ObjectNode) entry).remove("time"));
        for (int i = managers.size() - 1; i >= 0; i--) {
          if (managers.path(i).path("manager").asText().equals("kube-controller-manager")) {
            managers.remove(i);
          }
        }
      }
      if (metadata.get("annotations") instanceof ObjectNode annotations) {
        annotations.remove("deployment.kubernetes.io/revision");
        if (annotations.isEmpty()) {
          metadata.remove("annotations");
        }
      }
    }
    if (copy instanceof ObjectNode root && !root.path("kind").asText().equals("Thing")) {
      root.remove("status");
    }
    return sorted(copy);
  }

  /** Fields of objects have no order, and that of managers depends on the second of each step. */
  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      Stream<JsonNode> items = node.valueStream().map(Recording::sorted);
      boolean managers = node.path(0).has("fieldsV1");
      (managers ? items.sorted(Comparator.comparing(Recording::manager)) : items)
          .forEach(copy::add);
      return copy;
    }
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      node.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(field -> copy.set(field.getKey(), sorted(field.getValue())));
      return copy;
    }
    return node;
  }

  private static String manager(JsonNode entry) {
    return Stream.of("operation", "manager", "apiVersion", "subresource")
        .map(field -> entry.path(field).asText())
        .collect(Collectors.joining(" "));
  }
}
