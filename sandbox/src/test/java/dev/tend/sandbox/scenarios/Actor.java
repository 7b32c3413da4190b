package dev.tend.sandbox.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.recorded.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Does what a scenario's steps say, the kubelets' part included. */
final class Actor {
  private static final Duration SETTLES = Duration.ofMillis(600);
  private static final String MERGE = "application/merge-patch+json";

  private final ApiClient client;
  private final String namespace;
  private final View view;
  private final boolean recording;

  Actor(ApiClient client, String namespace, View view, boolean recording) {
    this.recording = recording;
    this.client = client;
    this.namespace = namespace;
    this.view = view;
  }

  void act(JsonNode step) throws IOException, InterruptedException {
    for (Map.Entry<String, JsonNode> field : step.properties()) {
      JsonNode what = field.getValue();
      switch (field.getKey()) {
        case "create" -> {
          for (JsonNode manifest : what) {
            create(manifest);
          }
        }
        case "patch" -> patch(what);
        case "delete" -> delete(what);
        case "pods" -> setPods(what);
        case "usage" -> new Measurements(client, namespace, view).set(what);
        case "pause" -> {
          // What takes kubelet time is soon over in a sandbox.
          if (recording) {
            Thread.sleep(Duration.ofSeconds(what.asInt()));
          }
        }
        case "wait" -> Thread.sleep(Duration.ofSeconds(what.asInt()));
        case "title", "show", "result", "fields" -> {}
        default -> throw new IllegalArgumentException("no action " + field.getKey());
      }
    }
  }

  private void create(JsonNode manifest) throws IOException, InterruptedException {
    String path = Kinds.path(manifest.path("kind").asText(), namespace, "");
    send("POST", path, manifest, "application/json");
  }

  private void patch(JsonNode what) throws IOException, InterruptedException {
    String[] target = what.path("target").asText().split("/", 3);
    String path = Kinds.path(target[0], namespace, target[1]);
    String below = target.length > 2 ? "/" + target[2] : "";
    send("PATCH", path + below, what.path("body"), MERGE);
  }

  private void delete(JsonNode what) throws IOException, InterruptedException {
    String[] target = what.path("target").asText().split("/", 2);
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("kind", "DeleteOptions").put("apiVersion", "v1");
    options.put("propagationPolicy", what.path("propagation").asText("Background"));
    send("DELETE", Kinds.path(target[0], namespace, target[1]), options, "application/json");
  }

  /** Waits for so many pods as are meant, and gives them a state. */
  private void setPods(JsonNode what) throws IOException, InterruptedException {
    String state = what.path("state").asText();
    int count = what.path("count").asInt(Integer.MAX_VALUE);
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    List<JsonNode> meant = meant(what, state);
    while ((meant.isEmpty() || (what.has("count") && meant.size() < count))
        && System.nanoTime() < end) {
      Thread.sleep(50);
      meant = meant(what, state);
    }
    if (meant.isEmpty()) {
      throw new IllegalStateException("no pods for " + what);
    }
    for (JsonNode pod : meant.subList(0, Math.min(count, meant.size()))) {
      set(pod, state, what);
      if (what.path("slowly").asBoolean()) {
        // What follows from each depends on what came before.
        settle();
      }
    }
  }

  /** Returns when deployments count the pods that are ready, and nothing moves any more. */
  private void settle() throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    List<JsonNode> before = List.of();
    List<JsonNode> now = everything();
    while (!(now.equals(before) && areCounted(now)) && System.nanoTime() < end) {
      Thread.sleep(SETTLES);
      before = now;
      now = everything();
    }
  }

  private List<JsonNode> everything() throws IOException, InterruptedException {
    view.lookAround();
    List<JsonNode> all = new ArrayList<>();
    for (String kind : List.of("Deployment", "ReplicaSet", "Pod")) {
      all.addAll(view.list(kind));
    }
    return all;
  }

  private static boolean areCounted(List<JsonNode> all) {
    int counted = 0;
    int ready = 0;
    for (JsonNode object : all) {
      if (object.path("spec").has("strategy")) {
        counted += object.at("/status/readyReplicas").asInt();
      } else if (object.path("spec").has("containers")
          && !object.path("metadata").has("deletionTimestamp")
          && is(object, "ready")) {
        ready++;
      }
    }
    return counted == ready;
  }

  private List<JsonNode> meant(JsonNode what, String state)
      throws IOException, InterruptedException {
    view.lookAround();
    String name = what.path("name").asText("");
    List<JsonNode> pods = new ArrayList<>();
    for (JsonNode pod : view.list("Pod")) {
      boolean deleting = pod.path("metadata").has("deletionTimestamp");
      boolean placed = !pod.path("spec").path("nodeName").asText("").isEmpty();
      String normal = view.normaliser().text(pod.path("metadata").path("name").asText());
      String app = pod.at("/metadata/labels/app").asText();
      if ((name.isEmpty() || normal.equals(name))
          && what.path("of").asText(app).equals(app)
          && placed
          && deleting == (state.equals("gone") || what.path("deleting").asBoolean())
          && !is(pod, state)) {
        pods.add(pod);
      }
    }
    pods.sort(
        Comparator.comparing((JsonNode pod) -> pod.at("/metadata/creationTimestamp").asText())
            .thenComparing(pod -> pod.at("/metadata/name").asText()));
    return pods;
  }

  private static boolean is(JsonNode pod, String state) {
    String phase = pod.at("/status/phase").asText("Pending");
    boolean ready =
        pod.at("/status/conditions")
            .valueStream()
            .anyMatch(
                c ->
                    c.path("type").asText().equals("Ready")
                        && c.path("status").asText().equals("True"));
    boolean ended = phase.equals("Failed") || phase.equals("Succeeded");
    return switch (state) {
      case "ready" -> ready || ended;
      case "unready" -> !ready || ended;
      case "gone", "deleted" -> false;
      default -> ended;
    };
  }

  private void set(JsonNode pod, String state, JsonNode what)
      throws IOException, InterruptedException {
    String path = Kinds.path("Pod", namespace, pod.at("/metadata/name").asText());
    if (state.equals("gone")) {
      ObjectNode options = JsonNodeFactory.instance.objectNode();
      options.put("kind", "DeleteOptions").put("apiVersion", "v1").put("gracePeriodSeconds", 0);
      send("DELETE", path, options, "application/json");
      return;
    }
    if (state.equals("deleted")) {
      send("DELETE", path, JsonNodeFactory.instance.objectNode(), "application/json");
      return;
    }
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode status = body.putObject("status");
    boolean running = state.equals("ready") || state.equals("unready") || state.equals("running");
    status.put("phase", running ? "Running" : state.equals("succeeded") ? "Succeeded" : "Failed");
    status.put("startTime", pod.at("/status/startTime").asText(now));
    boolean ready = state.equals("ready");
    var conditions = status.putArray("conditions");
    pod.at("/status/conditions")
        .valueStream()
        .filter(c -> !c.path("type").asText().equals("Ready"))
        .forEach(conditions::add);
    what.path("conditions").forEach(conditions::add);
    conditions
        .addObject()
        .put("type", "Ready")
        .put("status", ready ? "True" : "False")
        .put("lastTransitionTime", now);
    if (what.has("ip")) {
      status.put("podIP", what.path("ip").asText());
      status.putArray("podIPs").addObject().put("ip", what.path("ip").asText());
    }
    var containers = status.putArray("containerStatuses");
    for (JsonNode container : pod.path("spec").path("containers")) {
      ObjectNode one = containers.addObject();
      one.set("name", container.path("name"));
      one.set("image", container.path("image"));
      one.put("imageID", "").put("ready", ready);
      one.put("restartCount", what.path("restarts").asInt(0));
      if (running) {
        one.putObject("state").putObject("running").put("startedAt", now);
      } else {
        ObjectNode end = one.putObject("state").putObject("terminated");
        int code = what.path("exitCode").asInt(state.equals("succeeded") ? 0 : 1);
        end.put("exitCode", code).put("reason", code == 0 ? "Completed" : "Error");
        end.put("startedAt", now).put("finishedAt", now);
      }
    }
    send("PATCH", path + "/status", body, MERGE);
  }

  private void send(String method, String path, JsonNode body, String type)
      throws IOException, InterruptedException {
    ApiClient.Answer answer = client.call(method, path, body, type);
    if (answer.code() >= 300) {
      throw new IllegalStateException(method + " " + path + ": " + answer.text());
    }
  }
}
