package dev.tend.sandbox.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.YamlWriter;
import dev.tend.sandbox.recorded.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Plays a scenario step by step, in a namespace of its own. */
final class Player {
  private static final Duration PATIENCE =
      Duration.ofSeconds(Integer.getInteger("scenarios.patience", 60));

  /** What has not changed for so long is recorded. */
  private static final Duration SETTLED =
      Duration.ofMillis(Integer.getInteger("scenarios.settled", 1800));

  private final ApiClient client;
  private final String namespace;

  Player(ApiClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** A step that showed something else than the record. */
  record Difference(String step, String expected, String actual) {}

  /** Sets what each step shows as its result. */
  void record(JsonNode scenario) throws IOException, InterruptedException {
    try (Stage stage = new Stage(true)) {
      for (JsonNode step : scenario.path("steps")) {
        stage.actor.act(step);
        if (step.has("show")) {
          ((ObjectNode) step).set("result", settled(stage.view, step.path("show")));
          stage.view.turnPage();
        }
      }
    }
  }

  private static ObjectNode settled(View view, JsonNode show)
      throws IOException, InterruptedException {
    ObjectNode last = view.show(show);
    long changed = System.nanoTime();
    while (System.nanoTime() - changed < SETTLED.toNanos()) {
      Thread.sleep(100);
      ObjectNode next = view.show(show);
      if (!next.equals(last)) {
        last = next;
        changed = System.nanoTime();
      }
    }
    return last;
  }

  List<Difference> compare(JsonNode scenario) throws IOException, InterruptedException {
    List<Difference> differences = new ArrayList<>();
    try (Stage stage = new Stage(false)) {
      for (JsonNode step : scenario.path("steps")) {
        stage.actor.act(step);
        if (step.has("show")) {
          JsonNode expected = step.path("result");
          ObjectNode actual = until(stage.view, step.path("show"), expected);
          stage.view.turnPage();
          if (!actual.equals(expected)) {
            differences.add(
                new Difference(
                    step.path("title").asText(),
                    YamlWriter.write(expected),
                    YamlWriter.write(actual)));
          }
        }
      }
    }
    return differences;
  }

  /**
   * What is shown once it is as expected and at rest, as it was when it was recorded, or when
   * patience is over.
   */
  private static ObjectNode until(View view, JsonNode show, JsonNode expected)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    ObjectNode actual = view.show(show);
    boolean asBefore = false;
    for (long pause = 20; System.nanoTime() < end; pause += 20) {
      if (asBefore && actual.equals(expected) && isScheduled(view)) {
        return actual;
      }
      Thread.sleep(pause);
      ObjectNode next = view.show(show);
      asBefore = next.equals(actual);
      actual = next;
    }
    return actual;
  }

  /**
   * Whether each pod has a node, or was told why not: a pod without a node that is deleted is gone
   * at once.
   */
  private static boolean isScheduled(View view) throws IOException, InterruptedException {
    return view.list("Pod").stream().noneMatch(Player::isNew);
  }

  private static boolean isNew(JsonNode pod) {
    return pod.path("spec").path("nodeName").asText("").isEmpty()
        && pod.at("/status/conditions")
            .valueStream()
            .noneMatch(condition -> condition.path("type").asText().equals("PodScheduled"));
  }

  /** The namespace, while it is played in. */
  private final class Stage implements AutoCloseable {
    private final View view = new View(client, namespace);
    private final Actor actor;

    Stage(boolean recording) throws IOException, InterruptedException {
      this.actor = new Actor(client, namespace, view, recording);
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.put("apiVersion", "v1").put("kind", "Namespace");
      object.putObject("metadata").put("name", namespace);
      client.call("POST", "/api/v1/namespaces", object, "application/json");
      long end = System.nanoTime() + PATIENCE.toNanos();
      String account = "/api/v1/namespaces/" + namespace + "/serviceaccounts/default";
      while (client.get(account).code() != 200 && System.nanoTime() < end) {
        Thread.sleep(20);
      }
    }

    @Override
    public void close() throws IOException, InterruptedException {
      client.call(
          "DELETE",
          "/api/v1/namespaces/" + namespace,
          JsonNodeFactory.instance.objectNode(),
          "application/json");
    }
  }
}
