package dev.tend.sandbox.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.recorded.ApiClient;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Says what pods use: by an annotation that the sandbox reads, and where measurements are kept as
 * custom resources (as in the cluster that is recorded) by these.
 */
final class Measurements {
  private static final String API = "/apis/metrics.k8s.io/v1beta1";

  private final ApiClient client;
  private final String namespace;
  private final View view;

  Measurements(ApiClient client, String namespace, View view) {
    this.client = client;
    this.namespace = namespace;
    this.view = view;
  }

  /**
   * Of the oldest so many pods, or of all.
   *
   * @param what {@code cpu}, {@code memory} of each container, or {@code containers}: these by name
   */
  void set(JsonNode what) throws IOException, InterruptedException {
    List<JsonNode> pods = new ArrayList<>(view.list("Pod"));
    pods.removeIf(pod -> pod.path("metadata").has("deletionTimestamp"));
    pods.sort(
        Comparator.comparing((JsonNode pod) -> pod.at("/status/phase").asText("").equals("Pending"))
            .thenComparing(pod -> pod.at("/metadata/creationTimestamp").asText())
            .thenComparing(pod -> pod.at("/metadata/name").asText()));
    int count = Math.min(pods.size(), what.path("count").asInt(Integer.MAX_VALUE));
    boolean stored = client.get(API).text().contains("\"create\"");
    for (JsonNode pod : pods.subList(0, count)) {
      List<String> amounts = new ArrayList<>();
      ObjectNode metrics = metrics(pod);
      for (JsonNode container : pod.at("/spec/containers")) {
        String name = container.path("name").asText();
        JsonNode used = what.has("containers") ? what.path("containers").path(name) : what;
        ObjectNode usage = metrics.withArray("/containers").addObject().put("name", name);
        for (Map.Entry<String, JsonNode> one : used.properties()) {
          if (!one.getKey().equals("count")) {
            usage.withObject("/usage").set(one.getKey(), one.getValue());
            amounts.add("%s/%s=%s".formatted(name, one.getKey(), one.getValue().asText()));
          }
        }
      }
      ObjectNode patch = JsonNodeFactory.instance.objectNode();
      patch
          .withObject("/metadata/annotations")
          .put("sandbox.tend.dev/usage", String.join(",", amounts));
      String name = pod.at("/metadata/name").asText();
      client.call(
          "PATCH", Kinds.path("Pod", namespace, name), patch, "application/merge-patch+json");
      if (stored) {
        store(name, metrics);
      }
    }
  }

  private ObjectNode metrics(JsonNode pod) {
    ObjectNode metrics = JsonNodeFactory.instance.objectNode();
    metrics.put("apiVersion", "metrics.k8s.io/v1beta1").put("kind", "PodMetrics");
    ObjectNode metadata = metrics.putObject("metadata");
    metadata.set("name", pod.at("/metadata/name"));
    metadata.put("namespace", namespace).set("labels", pod.at("/metadata/labels"));
    // What is measured before a pod is ready doesn't count.
    Instant late = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3600);
    return metrics.put("timestamp", late.toString()).put("window", "15s");
  }

  private void store(String name, ObjectNode metrics) throws IOException, InterruptedException {
    String list = API + "/namespaces/" + namespace + "/pods";
    JsonNode empty = JsonNodeFactory.instance.objectNode();
    client.call("DELETE", list + "/" + name, empty, "application/json");
    ApiClient.Answer answer = client.call("POST", list, metrics, "application/json");
    if (answer.code() >= 300) {
      throw new IllegalStateException(answer.text());
    }
  }
}
