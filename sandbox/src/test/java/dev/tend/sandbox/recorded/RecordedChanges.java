package dev.tend.sandbox.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.recorded.ApiClient.Answer;
import java.io.IOException;
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

/** Changes of a good object by JSON pointer, and what a server answered to them. */
final class RecordedChanges {
  private static final Pattern UID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern ADDRESS = Pattern.compile("10\\.96\\.\\d+\\.\\d+");
  private static final Pattern TIME =
      Pattern.compile("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

  /** A whole object, with what no two servers have in common. */
  private static final Pattern PATCHED =
      Pattern.compile("(?s)(FieldValueInvalid patch: Invalid value: )\".*\": (?=[a-z])");

  private static final ObjectMapper JSON = new ObjectMapper();

  private RecordedChanges() {}

  /** The namespaces that all records are about, as soon as things can be made in them. */
  static void namespaces(ApiClient client) throws IOException, InterruptedException {
    for (String namespace : List.of("facts", "facts2")) {
      client.post(
          "/api/v1/namespaces",
          "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\"}}"
              .formatted(namespace));
      String account = "/api/v1/namespaces/%s/serviceaccounts/default".formatted(namespace);
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (client.get(account).code() != 200 && System.nanoTime() < end) {
        Thread.sleep(10);
      }
    }
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  static List<JsonNode> read(Path file) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      records.add(JSON.readTree(line));
    }
    return records;
  }

  /** The titles of what is known to differ. */
  static TreeSet<String> differences(Path file) throws IOException {
    TreeSet<String> titles = new TreeSet<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#") && !line.startsWith(" ")) {
        titles.add(line.strip());
      }
    }
    return titles;
  }

  static String title(String file, JsonNode each) {
    String title =
        "%s %s %s".formatted(file, each.path("case").asText(), each.path("set").toString());
    return title.length() > 200 ? title.substring(0, 200) : title;
  }

  /** The changes as operations of a JSON patch. */
  static ArrayNode patch(JsonNode set) {
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
    return operations;
  }

  static void put(ObjectNode root, String pointer, JsonNode value) {
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

  static String shown(Answer answer, boolean anyOrder) {
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
        lines, causes, answer.warnings().stream().map(RecordedChanges::normal).toList(), anyOrder);
  }

  static String recorded(JsonNode each, boolean anyOrder) {
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

  static String normal(String text) {
    String object = PATCHED.matcher(text).replaceAll("$1<object>: ");
    String plain = UID.matcher(object).replaceAll("<uid>");
    return TIME.matcher(ADDRESS.matcher(plain).replaceAll("<ip>")).replaceAll("<time>");
  }
}
