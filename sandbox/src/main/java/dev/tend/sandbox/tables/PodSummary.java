package dev.tend.sandbox.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import java.util.List;

/** A pod in four words: how many containers are ready, what state it is in, how often it fell. */
record PodSummary(int ready, int total, String status, int restarts, JsonNode lastRestart) {
  static PodSummary of(ObjectNode pod) {
    return new Summing(pod).summary();
  }

  private static final class Summing {
    private final ObjectNode pod;
    private final JsonNode status;
    private int ready;
    private int total;
    private int restarts;
    private JsonNode lastRestart = MissingNode.getInstance();
    private String reason;

    Summing(ObjectNode pod) {
      this.pod = pod;
      this.status = pod.path("status");
      this.total = pod.path("spec").path("containers").size();
      this.reason = status.path("phase").asText();
      if (!status.path("reason").asText("").isEmpty()) {
        reason = status.path("reason").asText();
      }
    }

    PodSummary summary() {
      for (JsonNode condition : status.path("conditions")) {
        if (condition.path("type").asText().equals("PodScheduled")
            && condition.path("reason").asText().equals("SchedulingGated")) {
          reason = "SchedulingGated";
        }
      }
      boolean initializing = initContainers();
      if (!initializing || isTrue("Initialized")) {
        containers();
      }
      if (Meta.isBeingDeleted(pod)) {
        boolean over = List.of("Succeeded", "Failed").contains(status.path("phase").asText());
        if (status.path("reason").asText().equals("NodeLost")) {
          reason = "Unknown";
        } else if (!over) {
          reason = "Terminating";
        }
      }
      return new PodSummary(ready, total, reason, restarts, lastRestart);
    }

    /** Whether one of them is not through yet. */
    private boolean initContainers() {
      int sidecarRestarts = 0;
      boolean initializing = false;
      int position = -1;
      JsonNode specs = pod.path("spec").path("initContainers");
      for (JsonNode spec : specs) {
        total += isSidecar(spec) ? 1 : 0;
      }
      for (JsonNode container : status.path("initContainerStatuses")) {
        position++;
        boolean sidecar = isSidecar(find(specs, container.path("name")));
        restarts += container.path("restartCount").asInt();
        sidecarRestarts += sidecar ? container.path("restartCount").asInt() : 0;
        noteRestart(container);
        JsonNode terminated = container.path("state").path("terminated");
        String waiting = container.path("state").path("waiting").path("reason").asText("");
        if (!terminated.isMissingNode() && terminated.path("exitCode").asInt() == 0) {
          continue;
        }
        if (sidecar && container.path("started").asBoolean()) {
          ready += container.path("ready").asBoolean() ? 1 : 0;
          continue;
        }
        if (!terminated.isMissingNode()) {
          reason = "Init:" + ended(terminated);
        } else if (!waiting.isEmpty() && !waiting.equals("PodInitializing")) {
          reason = "Init:" + waiting;
        } else {
          reason = "Init:%d/%d".formatted(position, specs.size());
        }
        initializing = true;
        break;
      }
      if (!initializing) {
        restarts = sidecarRestarts;
      }
      return initializing;
    }

    private void containers() {
      boolean running = false;
      JsonNode statuses = status.path("containerStatuses");
      for (int i = statuses.size() - 1; i >= 0; i--) {
        JsonNode container = statuses.get(i);
        restarts += container.path("restartCount").asInt();
        noteRestart(container);
        JsonNode terminated = container.path("state").path("terminated");
        String waiting = container.path("state").path("waiting").path("reason").asText("");
        if (!waiting.isEmpty()) {
          reason = waiting;
        } else if (!terminated.isMissingNode()) {
          reason = ended(terminated);
        } else if (container.path("ready").asBoolean() && container.path("state").has("running")) {
          running = true;
          ready++;
        }
      }
      if (reason.equals("Completed") && running) {
        reason = isTrue("Ready") ? "Running" : "NotReady";
      }
    }

    private void noteRestart(JsonNode container) {
      JsonNode finished = container.path("lastState").path("terminated").path("finishedAt");
      if (finished.isTextual()
          && (!lastRestart.isTextual() || finished.asText().compareTo(lastRestart.asText()) > 0)) {
        lastRestart = finished;
      }
    }

    private boolean isTrue(String type) {
      for (JsonNode condition : status.path("conditions")) {
        if (condition.path("type").asText().equals(type)) {
          return condition.path("status").asText().equals("True");
        }
      }
      return false;
    }

    private static String ended(JsonNode terminated) {
      String reason = terminated.path("reason").asText("");
      if (!reason.isEmpty()) {
        return reason;
      }
      int signal = terminated.path("signal").asInt();
      return signal != 0 ? "Signal:" + signal : "ExitCode:" + terminated.path("exitCode").asInt();
    }

    private static boolean isSidecar(JsonNode container) {
      return container.path("restartPolicy").asText().equals("Always");
    }

    private static JsonNode find(JsonNode containers, JsonNode name) {
      for (JsonNode container : containers) {
        if (container.path("name").equals(name)) {
          return container;
        }
      }
      return MissingNode.getInstance();
    }
  }
}
