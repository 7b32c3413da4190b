package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Logs made of a container's state and of its rule. */
final class SyntheticLogs implements PodLogs {
  private final KubeletRules rules;

  SyntheticLogs(KubeletRules rules) {
    this.rules = rules;
  }

  @Override
  public List<Line> read(ObjectNode pod, String container, boolean previous) {
    return status(pod, container)
        .flatMap(status -> previous ? before(status) : present(status))
        .flatMap(started -> spec(pod, container).map(spec -> lines(pod, spec, started)))
        .orElse(List.of());
  }

  @Override
  public boolean hasPrevious(ObjectNode pod, String container) {
    return status(pod, container).flatMap(SyntheticLogs::before).isPresent();
  }

  /** When the run before began. */
  private static Optional<Instant> before(JsonNode status) {
    return Times.parse(status.path("lastState").path("terminated").path("startedAt"));
  }

  /** When the present run began, or, while a container waits to be started again, its last. */
  private static Optional<Instant> present(JsonNode status) {
    JsonNode state = status.path("state");
    return Times.parse(state.path("running").path("startedAt"))
        .or(() -> Times.parse(state.path("terminated").path("startedAt")))
        .or(() -> before(status));
  }

  private List<Line> lines(ObjectNode pod, JsonNode spec, Instant started) {
    List<Line> lines = new ArrayList<>();
    ObjectNode first = JsonNodeFactory.instance.objectNode();
    first.put("level", "info").put("msg", "container started");
    first.put("container", spec.path("name").asText()).put("image", spec.path("image").asText());
    lines.add(new Line(started, first.toString()));
    for (String line : rules.of(pod, spec).log()) {
      lines.add(new Line(started.plusMillis(lines.size()), line));
    }
    return lines;
  }

  private static Optional<JsonNode> status(ObjectNode pod, String name) {
    JsonNode status = pod.path("status");
    return named(name, status.path("containerStatuses"), status.path("initContainerStatuses"));
  }

  private static Optional<JsonNode> spec(ObjectNode pod, String name) {
    JsonNode spec = pod.path("spec");
    return named(name, spec.path("containers"), spec.path("initContainers"));
  }

  private static Optional<JsonNode> named(String name, JsonNode... lists) {
    return Stream.of(lists)
        .flatMap(JsonNode::valueStream)
        .filter(item -> item.path("name").asText().equals(name))
        .findFirst();
  }
}
