package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A pod on a node of its own, second by second. */
final class PodLife {
  final FakeHost host = new FakeHost();
  final ObjectNode pod =
      Trees.yaml(
          """
          metadata: {name: web, namespace: shop, uid: u-1}
          spec: {}
          status: {phase: Pending, startTime: "2026-01-01T00:00:00Z"}
          """);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final PodRun run;
  private final List<String> seen = new ArrayList<>();

  /**
   * @param rule what its containers do
   */
  PodLife(String spec, String rule) {
    pod.set("spec", Trees.yaml(spec));
    run = new PodRun(pod);
    host.behaviour = BehaviourReader.read(new RuleReader("rules", ""), Trees.yaml(rule));
    host.images.add("app:1");
  }

  PodLife seconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      if (run.verdict().isPresent()) {
        boolean unused = run.stopped(host, now, run.verdict().get().grace());
      } else {
        run.advance(host, now);
      }
      look();
    }
    return this;
  }

  private void look() {
    pod.set("status", PodStatus.of(pod, run, "172.18.0.3", now));
    String line = pod.at("/status/phase").asText() + " " + containers();
    if (seen.isEmpty() || !seen.getLast().equals(line)) {
      seen.add(line);
    }
  }

  private String containers() {
    List<String> states = new ArrayList<>();
    for (String list : List.of("initContainerStatuses", "containerStatuses")) {
      for (JsonNode status : pod.at("/status/" + list)) {
        String name = status.at("/state").fieldNames().next();
        JsonNode state = status.at("/state/" + name);
        String word = state.path("reason").asText(name);
        String code = state.has("exitCode") ? "=" + state.path("exitCode").asText() : "";
        String ready = status.path("ready").asBoolean() ? "+" : "";
        states.add(status.path("name").asText() + ":" + word + code + ready);
      }
    }
    return String.join(" ", states);
  }

  /** What the status said, one line for each turn. */
  List<String> seen() {
    return seen;
  }

  String last() {
    return seen.getLast();
  }

  PodLife condemned(Verdict verdict) {
    run.condemn(verdict);
    return this;
  }

  /** How many seconds it takes to stop. */
  int stops(int grace) {
    int seconds = 0;
    while (!run.stopped(host, now, Duration.ofSeconds(grace - (long) seconds))) {
      now = now.plusSeconds(1);
      seconds++;
      look();
    }
    look();
    return seconds;
  }

  JsonNode status(String pointer) {
    return pod.at("/status" + pointer);
  }
}
