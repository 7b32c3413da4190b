package dev.tend.sandbox.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.recorded.ApiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a scenario sees of its namespace. */
final class View {
  private static final String PERIODIC = "horizontal-pod-autoscaler";

  /** What stands for many comes after the ones that stand for themselves. */
  private static final Comparator<String> IN_RUNS =
      Comparator.comparing((String line) -> line.contains("(combined from similar events)"))
          .thenComparing(Comparator.naturalOrder());

  private final ApiClient client;
  private final String namespace;
  private final Normaliser normaliser;
  private final Map<String, Integer> telling = new HashMap<>();
  private final Map<String, Integer> told = new HashMap<>();

  View(ApiClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
    this.normaliser = new Normaliser(namespace);
  }

  Normaliser normaliser() {
    return normaliser;
  }

  List<JsonNode> list(String kind) throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode item : client.get(Kinds.path(kind, namespace, "")).object().path("items")) {
      normaliser.prefix(item.path("metadata").path("generateName").asText(""));
      items.add(item);
    }
    return items;
  }

  /** Takes note of names that are to come up in what is shown. */
  void lookAround() throws IOException, InterruptedException {
    List<JsonNode> revised = new ArrayList<>(list("ReplicaSet"));
    revised.addAll(list("ControllerRevision"));
    revised.sort(Comparator.comparingLong(View::revision));
    for (JsonNode one : revised) {
      JsonNode labels = one.path("metadata").path("labels");
      normaliser.hash(labels.path("pod-template-hash").asText(""));
      normaliser.hash(labels.path("controller.kubernetes.io/hash").asText(""));
      normaliser.hash(labels.path("controller-revision-hash").asText(""));
    }
    for (String kind : List.of("ReplicaSet", "ReplicationController", "DaemonSet", "Job")) {
      for (JsonNode owner : list(kind)) {
        normaliser.prefix(owner.path("metadata").path("name").asText() + "-");
      }
    }
    list("Pod");
  }

  private static long revision(JsonNode object) {
    JsonNode annotations = object.path("metadata").path("annotations");
    return object
        .path("revision")
        .asLong(annotations.path("deployment.kubernetes.io/revision").asLong(0));
  }

  /**
   * What is shown.
   *
   * @param wanted {@code Kind} or {@code Kind/name}, or an object with {@code kind}, {@code name}
   *     and {@code fields}: JSON pointers
   */
  ObjectNode show(JsonNode wanted) throws IOException, InterruptedException {
    lookAround();
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    for (JsonNode one : wanted) {
      String text = one.isTextual() ? one.textValue() : one.path("kind").asText();
      String kind = text.split("/", 2)[0];
      String name = text.contains("/") ? text.split("/", 2)[1] : one.path("name").asText("");
      if (kind.equals("Event")) {
        events(name).forEach(shown.putArray("Event")::add);
      } else {
        objects(kind, name, one.path("fields")).forEach(shown::set);
      }
    }
    return shown;
  }

  private TreeMap<String, JsonNode> objects(String kind, String name, JsonNode fields)
      throws IOException, InterruptedException {
    List<JsonNode> entries = new ArrayList<>();
    for (JsonNode object : list(kind)) {
      String own = object.path("metadata").path("name").asText();
      if (name.isEmpty() || own.equals(name)) {
        entries.add(normaliser.tree(entry(kind, object, fields)));
      }
    }
    entries.sort(Comparator.comparing(JsonNode::toString));
    TreeMap<String, JsonNode> shown = new TreeMap<>();
    int count = 0;
    for (JsonNode entry : entries) {
      String title = kind + " " + entry.path("name").asText();
      ((ObjectNode) entry).remove("name");
      shown.put(shown.containsKey(title) ? title + " #" + ++count : title, entry);
    }
    if (entries.isEmpty()) {
      shown.put(kind, JsonNodeFactory.instance.textNode("none"));
    }
    return shown;
  }

  private static ObjectNode entry(String kind, JsonNode object, JsonNode fields) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.set("name", object.path("metadata").path("name"));
    if (object.path("metadata").has("deletionTimestamp")) {
      entry.put("deleting", true);
    }
    if (!fields.isMissingNode()) {
      fields.forEach(field -> put(entry, field.asText(), object.at(field.asText())));
      return entry;
    }
    switch (kind) {
      case "Pod" -> put(entry, "phase", object.at("/status/phase"));
      case "ReplicaSet" -> {
        put(entry, "replicas", object.at("/spec/replicas"));
        put(entry, "annotations", object.at("/metadata/annotations"));
        put(entry, "status", object.path("status"));
      }
      case "EndpointSlice" -> {
        put(entry, "labels", object.at("/metadata/labels"));
        put(entry, "annotations", object.at("/metadata/annotations"));
        put(entry, "addressType", object.path("addressType"));
        put(entry, "endpoints", object.path("endpoints"));
        put(entry, "ports", object.path("ports"));
      }
      case "Endpoints" -> {
        put(entry, "labels", object.at("/metadata/labels"));
        put(entry, "annotations", object.at("/metadata/annotations"));
        put(entry, "subsets", portsSorted(object.path("subsets").deepCopy()));
      }
      default -> put(entry, "status", object.path("status"));
    }
    return entry;
  }

  /** A server orders them by hashes of its own. */
  private static JsonNode portsSorted(JsonNode subsets) {
    for (JsonNode subset : subsets) {
      List<JsonNode> ports = new ArrayList<>();
      subset.path("ports").forEach(ports::add);
      ports.sort(Comparator.comparing(port -> port.path("name").asText("")));
      if (!ports.isEmpty()) {
        ((ObjectNode) subset).putArray("ports").addAll(ports);
      }
    }
    return subsets;
  }

  private static void put(ObjectNode entry, String field, JsonNode value) {
    if (value.isMissingNode()) {
      return;
    }
    entry.set(field, value);
    JsonNode conditions = value.path("conditions");
    if (!conditions.isEmpty() && conditions.path(0).has("type")) {
      ObjectNode copy = value.deepCopy();
      ArrayNode lines = copy.putArray("conditions");
      conditions.forEach(condition -> lines.add(line(condition)));
      entry.set(field, copy);
    }
  }

  /** A condition, with the names of its times. */
  private static String line(JsonNode condition) {
    StringBuilder text = new StringBuilder(condition.path("type").asText());
    text.append('=').append(condition.path("status").asText());
    text.append(' ').append(condition.path("reason").asText("(no reason)"));
    text.append(": ").append(condition.path("message").asText("(no message)"));
    List<String> others = new ArrayList<>();
    condition.fieldNames().forEachRemaining(others::add);
    others.removeAll(List.of("type", "status", "reason", "message", "lastTransitionTime"));
    others.sort(Comparator.naturalOrder());
    return others.isEmpty() ? text.toString() : text + " " + others;
  }

  /** Lets what was told up to now be told no more. */
  void turnPage() {
    told.putAll(telling);
  }

  /** What was told since the last page: by component and object, in order, equal ones as one. */
  private List<String> events(String about) throws IOException, InterruptedException {
    TreeMap<String, Map<String, Integer>> byTeller = new TreeMap<>();
    List<JsonNode> events = new ArrayList<>(list("Event"));
    events.sort(Comparator.comparing(View::started));
    for (JsonNode event : events) {
      JsonNode object = event.path("involvedObject");
      String subject = object.path("kind").asText() + "/" + object.path("name").asText();
      boolean wanted = about.isEmpty() ? !subject.startsWith("Pod/") : subject.startsWith(about);
      if (wanted) {
        String component = event.path("source").path("component").asText("");
        boolean periodic = component.equals(PERIODIC);
        String text =
            "%s %s %s: %s (%s)"
                .formatted(
                    event.path("type").asText(),
                    event.path("reason").asText(),
                    subject,
                    event.path("message").asText(),
                    component);
        byTeller
            .computeIfAbsent(normaliser.text(component + subject), none -> new LinkedHashMap<>())
            .merge(normaliser.text(text), times(event), periodic ? Math::max : Integer::sum);
      }
    }
    List<String> fresh = new ArrayList<>();
    telling.clear();
    for (Map<String, Integer> lines : byTeller.values()) {
      List<String> ordered = new ArrayList<>();
      for (Map.Entry<String, Integer> line : lines.entrySet()) {
        telling.put(line.getKey(), line.getValue());
        int times = line.getValue() - told.getOrDefault(line.getKey(), 0);
        if (times > 0) {
          ordered.add(times == 1 ? line.getKey() : line.getKey() + " x" + times);
        }
      }
      fresh.addAll(inRuns(ordered));
    }
    return fresh;
  }

  /** Several pods are made and deleted at once, in any order. */
  private static List<String> inRuns(List<String> lines) {
    List<String> ordered = new ArrayList<>();
    List<String> run = new ArrayList<>();
    for (String line : lines) {
      String reason = reason(line);
      boolean atOnce = reason.equals("SuccessfulCreate") || reason.equals("SuccessfulDelete");
      if (!run.isEmpty() && !(atOnce && reason(run.getFirst()).equals(reason))) {
        run.sort(IN_RUNS);
        ordered.addAll(run);
        run.clear();
      }
      run.add(line);
    }
    run.sort(IN_RUNS);
    ordered.addAll(run);
    return ordered;
  }

  private static String reason(String line) {
    return line.split(" ", 3)[1];
  }

  /** What an autoscaler says in each of its periods counts once. */
  private static int times(JsonNode event) {
    String component = event.path("source").path("component").asText("");
    return component.equals(PERIODIC) ? 1 : Math.max(1, event.path("count").asInt(1));
  }

  /** When it was first told: the name of an event says it in nanoseconds. */
  private static String started(JsonNode event) {
    String name = event.path("metadata").path("name").asText();
    return event.path("firstTimestamp").asText("") + name.substring(name.lastIndexOf('.') + 1);
  }
}
