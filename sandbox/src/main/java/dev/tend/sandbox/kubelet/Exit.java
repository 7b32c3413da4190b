package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Times;
import java.time.Instant;

/**
 * The end of one run of a container.
 *
 * @param message mostly empty
 */
record Exit(int code, String reason, String message, Instant started, Instant finished, String id) {
  /** From {@code state.terminated} or {@code lastState.terminated}. */
  static Exit from(JsonNode terminated) {
    Instant finished = Times.parse(terminated.path("finishedAt")).orElse(Instant.EPOCH);
    return new Exit(
        terminated.path("exitCode").asInt(0),
        terminated.path("reason").asText("Completed"),
        terminated.path("message").asText(""),
        Times.parse(terminated.path("startedAt")).orElse(finished),
        finished,
        terminated.path("containerID").asText(""));
  }

  /** Of a process that ended with this code. */
  static Exit of(int code, Instant started, Instant finished, String id) {
    return new Exit(code, code == 0 ? "Completed" : "Error", "", started, finished, id);
  }

  ObjectNode terminated() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode terminated = node.putObject("terminated");
    terminated.put("exitCode", code).put("reason", reason);
    Conditions.put(terminated, "message", message);
    terminated.put("startedAt", Times.text(started)).put("finishedAt", Times.text(finished));
    terminated.put("containerID", id);
    return node;
  }
}
