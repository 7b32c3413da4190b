package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Times;
import java.time.Instant;

/** The end of one run of a container. */
record Exit(int code, String reason, Instant started, Instant finished, String containerId) {
  /** From {@code state.terminated} or {@code lastState.terminated}. */
  static Exit from(JsonNode terminated) {
    Instant finished = Times.parse(terminated.path("finishedAt")).orElse(Instant.EPOCH);
    return new Exit(
        terminated.path("exitCode").asInt(0),
        terminated.path("reason").asText("Completed"),
        Times.parse(terminated.path("startedAt")).orElse(finished),
        finished,
        terminated.path("containerID").asText(""));
  }

  ObjectNode terminated() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode terminated = node.putObject("terminated");
    terminated.put("exitCode", code).put("reason", reason);
    terminated.put("startedAt", Times.text(started)).put("finishedAt", Times.text(finished));
    terminated.put("containerID", containerId);
    return node;
  }
}
