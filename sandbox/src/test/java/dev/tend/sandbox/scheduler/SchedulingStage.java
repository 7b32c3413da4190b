package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.recorded.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** A cluster in which situations are built up, looked at, and taken down again. */
final class SchedulingStage {
  private static final Map<String, String> COLLECTIONS =
      Map.of(
          "PersistentVolume", "/api/v1/persistentvolumes",
          "StorageClass", "/apis/storage.k8s.io/v1/storageclasses",
          "PersistentVolumeClaim", "/api/v1/namespaces/%s/persistentvolumeclaims",
          "CSINode", "/apis/storage.k8s.io/v1/csinodes",
          "Service", "/api/v1/namespaces/%s/services",
          "PodDisruptionBudget", "/apis/policy/v1/namespaces/%s/poddisruptionbudgets");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ApiClient client;
  private final Duration quiet;
  private long cases = System.currentTimeMillis();

  /**
   * @param quiet after how long nothing more is going to happen
   */
  SchedulingStage(ApiClient client, Duration quiet) {
    this.client = client;
    this.quiet = quiet;
  }

  /** What all situations share. */
  void furnish() throws IOException, InterruptedException {
    create("/api/v1/namespaces", namespace("sched-other", "other"));
    for (String each : List.of("low -10", "middle 100", "high 1000", "patient 1000")) {
      String[] parts = each.split(" ", -1);
      ObjectNode made =
          Trees.yaml(
              "{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: sched-%s}, value: %s}"
                  .formatted(parts[0], parts[1]));
      if (parts[0].equals("patient")) {
        made.put("preemptionPolicy", "Never");
      }
      create("/apis/scheduling.k8s.io/v1/priorityclasses", made);
    }
  }

  /** What becomes of the case's pod in so many tries. */
  ObjectNode play(SchedulingCase each, int tries) throws IOException, InterruptedException {
    String namespace = "sched-" + Long.toString(cases++, 36);
    create("/api/v1/namespaces", namespace(namespace, "own"));
    await(() -> get("/api/v1/namespaces/" + namespace + "/serviceaccounts/default").code() == 200);
    for (ObjectNode node : each.nodes()) {
      create("/api/v1/nodes", node);
    }
    for (ObjectNode node : each.nodes()) {
      await(() -> isReady(get("/api/v1/nodes/" + name(node)).object()));
    }
    try {
      for (ObjectNode object : each.objects()) {
        create(collection(object, namespace), object);
      }
      for (String claim : each.bound()) {
        String path = "/api/v1/namespaces/" + namespace + "/persistentvolumeclaims/" + claim;
        await(() -> get(path).object().at("/status/phase").asText().equals("Bound"));
      }
      TreeSet<String> nodes = new TreeSet<>();
      ObjectNode outcome = once(each, namespace, nodes);
      for (int i = 1; i < tries && outcome.has("nodes") && !each.written().has("objects"); i++) {
        once(each, namespace, nodes);
      }
      if (outcome.has("nodes")) {
        nodes.forEach(outcome.putArray("nodes")::add);
      }
      return outcome;
    } finally {
      clear(each, namespace);
    }
  }

  private ObjectNode once(SchedulingCase each, String namespace, TreeSet<String> nodes)
      throws IOException, InterruptedException {
    for (JsonNode brief : each.placed()) {
      String name = brief.path("name").asText();
      ObjectNode pod = SchedulingCase.pod(brief, name, namespace);
      String path = pods(pod.at("/metadata/namespace").asText());
      create(path, pod);
      await(() -> Pods.ready(get(path + "/" + name).object()));
      if (brief.has("started")) {
        String patch = "{status: {startTime: \"" + brief.path("started").asText() + "\"}}";
        send(
            "PATCH",
            path + "/" + name + "/status",
            Trees.yaml(patch),
            "application/merge-patch+json");
      }
    }
    for (ObjectNode object : each.objects()) {
      if (object.path("kind").asText().equals("PodDisruptionBudget")) {
        String path = collection(object, namespace) + "/" + name(object);
        await(() -> get(path).object().at("/status/currentHealthy").asInt() > 0);
      }
    }
    // Who looks at the cluster through a cache must have seen all of it.
    Thread.sleep(quiet.dividedBy(3));
    create(pods(namespace), SchedulingCase.pod(each.asking(), "asking", namespace));
    ObjectNode outcome = observe(each, namespace);
    nodes.addAll(Trees.texts(outcome.path("nodes")));
    for (JsonNode pod : get("/api/v1/pods").object().path("items")) {
      String path = pods(pod.at("/metadata/namespace").asText()) + "/" + name(pod);
      send("DELETE", path + "?gracePeriodSeconds=0", MissingNode.getInstance(), "");
    }
    await(() -> get("/api/v1/pods").object().path("items").isEmpty());
    send("DELETE", events(namespace), MissingNode.getInstance(), "");
    return outcome;
  }

  private ObjectNode observe(SchedulingCase each, String namespace)
      throws IOException, InterruptedException {
    ObjectNode outcome = JsonNodeFactory.instance.objectNode().put("case", each.title());
    // Who was not told of a decision may only have to wait for it.
    long silence = System.nanoTime() + quiet.multipliedBy(10).toNanos();
    boolean answered = false;
    JsonNode pod = get(pods(namespace) + "/asking").object();
    while (pod.at("/spec/nodeName").isMissingNode()) {
      pod = get(pods(namespace) + "/asking").object();
      boolean nominated = !pod.at("/status/nominatedNodeName").asText("").isEmpty();
      if (nominated) {
        outcome.set("nominated", pod.at("/status/nominatedNodeName"));
        silence = Math.max(silence, System.nanoTime() + quiet.toNanos());
      } else if (!answered && isAnswered(pod)) {
        silence = System.nanoTime() + quiet.toNanos();
      }
      answered = isAnswered(pod);
      if (System.nanoTime() > silence) {
        break;
      }
      Thread.sleep(10);
    }
    if (pod.at("/spec/nodeName").isTextual()) {
      outcome.putArray("nodes").add(pod.at("/spec/nodeName").asText());
      await(() -> !messages(namespace, "Scheduled").isEmpty());
    } else {
      JsonNode condition = pod.at("/status/conditions/0");
      if (condition.path("type").asText().equals("PodScheduled")) {
        outcome.put("reason", condition.path("reason").asText());
        outcome.put("condition", condition.path("message").asText());
      }
      if (condition.path("reason").asText().equals("Unschedulable")) {
        await(() -> !messages(namespace, "FailedScheduling").isEmpty());
      }
    }
    TreeSet<String> failed = messages(namespace, "FailedScheduling");
    if (!failed.isEmpty()) {
      failed.forEach(outcome.putArray("messages")::add);
    }
    TreeSet<String> victims = victims(each, namespace);
    if (!victims.isEmpty()) {
      victims.forEach(outcome.putArray("victims")::add);
      String uid = pod.at("/metadata/uid").asText();
      await(() -> messages(namespace, "Preempted").size() > 0);
      messages(namespace, "Preempted")
          .forEach(text -> outcome.withArray("/preempted").add(text.replace(uid, "UID")));
    }
    return outcome;
  }

  private static boolean isAnswered(JsonNode pod) {
    return pod.at("/status/conditions")
        .valueStream()
        .anyMatch(condition -> condition.path("type").asText().equals("PodScheduled"));
  }

  private TreeSet<String> victims(SchedulingCase each, String namespace)
      throws IOException, InterruptedException {
    TreeSet<String> victims = new TreeSet<>();
    for (JsonNode brief : each.placed()) {
      ObjectNode pod = SchedulingCase.pod(brief, brief.path("name").asText(), namespace);
      if (get(pods(pod.at("/metadata/namespace").asText()) + "/" + name(pod)).code() == 404) {
        victims.add(name(pod));
      }
    }
    return victims;
  }

  private TreeSet<String> messages(String namespace, String reason)
      throws IOException, InterruptedException {
    TreeSet<String> messages = new TreeSet<>();
    for (JsonNode event : get(events(namespace)).object().path("items")) {
      if (event.path("reason").asText().equals(reason)) {
        messages.add(event.path("message").asText());
      }
    }
    return messages;
  }

  private void clear(SchedulingCase each, String namespace)
      throws IOException, InterruptedException {
    for (ObjectNode object : each.objects().reversed()) {
      String path = collection(object, namespace) + "/" + name(object);
      send("DELETE", path, MissingNode.getInstance(), "");
    }
    for (ObjectNode object : each.objects().reversed()) {
      String path = collection(object, namespace) + "/" + name(object);
      await(() -> get(path).code() == 404);
    }
    for (ObjectNode node : each.nodes()) {
      send("DELETE", "/api/v1/nodes/" + name(node), MissingNode.getInstance(), "");
    }
    await(() -> get("/api/v1/nodes").object().path("items").isEmpty());
  }

  private static ObjectNode namespace(String name, String team) {
    return Trees.yaml(
        "{apiVersion: v1, kind: Namespace, metadata: {name: %s, labels: {team: %s}}}"
            .formatted(name, team));
  }

  private static boolean isReady(JsonNode node) {
    boolean ready =
        node.at("/status/conditions")
            .valueStream()
            .anyMatch(
                condition ->
                    condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True"));
    return ready
        && node.at("/spec/taints")
            .valueStream()
            .noneMatch(taint -> taint.path("key").asText().endsWith("/not-ready"));
  }

  private static String collection(ObjectNode object, String namespace) {
    return Objects.requireNonNull(COLLECTIONS.get(object.path("kind").asText()))
        .formatted(namespace);
  }

  private static String pods(String namespace) {
    return "/api/v1/namespaces/" + namespace + "/pods";
  }

  private static String events(String namespace) {
    return "/api/v1/namespaces/" + namespace + "/events";
  }

  private static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  private void create(String path, ObjectNode object) throws IOException, InterruptedException {
    ApiClient.Answer answer = send("POST", path, object, "application/json");
    boolean shared = name(object).startsWith("sched-") && answer.code() == 409;
    if (answer.code() != 201 && !shared) {
      throw new IOException(path + " " + object + ": " + answer.text());
    }
  }

  private ApiClient.Answer get(String path) throws IOException, InterruptedException {
    return client.get(path);
  }

  private ApiClient.Answer send(String method, String path, JsonNode body, String type)
      throws IOException, InterruptedException {
    return client.send(client.request(method, path, body, type));
  }

  private interface Question {
    boolean isTrue() throws IOException, InterruptedException;
  }

  private static void await(Question question) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!question.isTrue()) {
      if (System.nanoTime() > end) {
        throw new IOException("still not so after " + PATIENCE);
      }
      Thread.sleep(10);
    }
  }
}
