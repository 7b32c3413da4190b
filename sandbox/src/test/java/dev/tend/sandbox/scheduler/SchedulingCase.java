package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A situation of testdata/scheduling, with its short forms written out. */
record SchedulingCase(JsonNode written) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  String title() {
    return written.path("case").asText();
  }

  List<ObjectNode> nodes() {
    List<ObjectNode> nodes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : written.path("nodes").properties()) {
      nodes.add(node(entry.getKey(), entry.getValue()));
    }
    return nodes;
  }

  private static ObjectNode node(String name, JsonNode brief) {
    ObjectNode node =
        Trees.yaml("{apiVersion: v1, kind: Node, metadata: {name: %s}, spec: {}}".formatted(name));
    ObjectNode labels = node.withObject("/metadata/labels").put("kubernetes.io/hostname", name);
    brief.path("labels").properties().forEach(e -> labels.set(e.getKey(), e.getValue()));
    if (brief.has("taints")) {
      node.withObject("/spec").set("taints", brief.get("taints"));
    }
    if (brief.path("unschedulable").asBoolean()) {
      node.withObject("/spec").put("unschedulable", true);
    }
    ObjectNode amounts = JSON.objectNode();
    amounts.put("cpu", brief.path("cpu").asText("4"));
    amounts.put("memory", brief.path("memory").asText("8Gi"));
    amounts.put("pods", brief.path("pods").asText("110"));
    brief.path("extended").properties().forEach(e -> amounts.set(e.getKey(), e.getValue()));
    ObjectNode status = node.putObject("status");
    status.set("capacity", amounts);
    status.set("allocatable", amounts);
    if (brief.has("images")) {
      status.set("images", brief.get("images"));
    }
    return node;
  }

  /** What else is in the cluster, to be made in this order. */
  List<ObjectNode> objects() {
    return written.path("objects").valueStream().map(ObjectNode.class::cast).toList();
  }

  /** Names of claims that are to be bound before anything else. */
  List<String> bound() {
    return written.path("bound").valueStream().map(JsonNode::asText).toList();
  }

  /** Pods that are on nodes, by their short forms. */
  List<JsonNode> placed() {
    return written.path("pods").valueStream().toList();
  }

  JsonNode asking() {
    return written.path("pod");
  }

  /**
   * @param namespace unless the short form says otherwise
   */
  static ObjectNode pod(JsonNode brief, String name, String namespace) {
    ObjectNode pod = JSON.objectNode().put("apiVersion", "v1").put("kind", "Pod");
    String other = brief.path("namespace").asText("");
    ObjectNode metadata = pod.putObject("metadata").put("name", name);
    metadata.put("namespace", other.isEmpty() ? namespace : "sched-" + other);
    if (brief.has("labels")) {
      metadata.set("labels", brief.get("labels"));
    }
    ObjectNode spec = pod.putObject("spec");
    ArrayNode containers = spec.putArray("containers");
    ObjectNode container = containers.addObject().put("name", "main").put("image", "pause:1");
    for (String list : List.of("requests", "limits")) {
      if (brief.has(list)) {
        container.withObject("/resources").set(list, brief.get(list));
      }
    }
    spec.put("terminationGracePeriodSeconds", 0);
    if (brief.has("at")) {
      spec.set("nodeName", brief.get("at"));
    }
    if (brief.has("class")) {
      spec.put("priorityClassName", "sched-" + brief.get("class").asText());
    }
    brief.path("spec").properties().forEach(e -> spec.set(e.getKey(), e.getValue()));
    return pod;
  }
}
