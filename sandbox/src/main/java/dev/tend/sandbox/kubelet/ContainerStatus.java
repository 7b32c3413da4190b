package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Times;
import java.time.Instant;

/** What a pod's status says of one container. */
final class ContainerStatus {
  private ContainerStatus() {}

  static ObjectNode of(ContainerRun container, PodRun run, Instant now) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    String image = container.spec().path("image").asText();
    boolean created = hasRun(container);
    status.put("name", container.name());
    status.set("state", state(container, run));
    Exit last = container.last();
    status.set(
        "lastState", last == null ? JsonNodeFactory.instance.objectNode() : last.terminated());
    boolean completedInit =
        !container.isSidecar()
            && run.inits().contains(container)
            && container.state() instanceof ContainerState.Done done
            && done.exit().code() == 0;
    status.put("ready", container.ready(now) || completedInit);
    status.put("restartCount", container.restarts());
    status.put("image", created ? Images.full(image) : image);
    status.put("imageID", created ? Images.id(image) : "");
    if (created) {
      status.put("containerID", lastId(container));
    }
    status.put("started", container.started());
    JsonNode resources = container.spec().path("resources");
    if (created && !resources.isEmpty()) {
      // A node gives at once what is asked for.
      if (resources.has("requests")) {
        status.set("allocatedResources", resources.get("requests"));
      }
      status.set("resources", resources);
    }
    return status;
  }

  private static boolean hasRun(ContainerRun container) {
    return switch (container.state()) {
      case ContainerState.Running running -> true;
      case ContainerState.Stopping stopping -> true;
      case ContainerState.Stopped stopped -> true;
      case ContainerState.Done done -> true;
      default -> container.last() != null;
    };
  }

  private static String lastId(ContainerRun container) {
    Exit last = container.last();
    return switch (container.state()) {
      case ContainerState.Running running -> container.containerId();
      case ContainerState.Stopping stopping -> container.containerId();
      case ContainerState.Stopped(Exit exit, Instant next) -> exit.id();
      case ContainerState.Done(Exit exit) -> exit.id();
      default -> last == null ? "" : last.id();
    };
  }

  private static ObjectNode state(ContainerRun container, PodRun run) {
    return switch (container.state()) {
      case ContainerState.Waiting waiting -> waiting(starting(run), "");
      case ContainerState.Pulling pulling ->
          pulling.failures() > 0
              ? pullBackOff(container, pulling.shown())
              : waiting(starting(run), "");
      case ContainerState.PullFailed failed -> waiting("ErrImagePull", failed.message());
      case ContainerState.PullBackOff backOff -> pullBackOff(container, backOff.message());
      case ContainerState.Refused refused -> waiting(refused.reason(), refused.message());
      case ContainerState.Starting starting -> waiting(starting(run), "");
      case ContainerState.Running running -> running(running.since());
      case ContainerState.Stopping stopping -> running(stopping.run().since());
      case ContainerState.Faulty faulty -> waiting(faulty.reason(), faulty.message());
      case ContainerState.Stopped(Exit exit, Instant next) -> exit.terminated();
      case ContainerState.Done(Exit exit) -> exit.terminated();
      case ContainerState.BackOff backOff ->
          waiting(
              "CrashLoopBackOff",
              "back-off %s restarting failed container=%s pod=%s"
                  .formatted(
                      Times.goText(container.backOff()), container.name(), run.pod().fullName()));
    };
  }

  private static ObjectNode running(Instant since) {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    state.putObject("running").put("startedAt", Times.text(since));
    return state;
  }

  /** What a container that waits for its turn, or for its image, is said to be doing. */
  private static String starting(PodRun run) {
    return run.inits().isEmpty() ? "ContainerCreating" : "PodInitializing";
  }

  private static ObjectNode pullBackOff(ContainerRun container, String message) {
    String image = container.spec().path("image").asText();
    return waiting(
        "ImagePullBackOff",
        "Back-off pulling image \"%s\": ErrImagePull: %s".formatted(image, message));
  }

  private static ObjectNode waiting(String reason, String message) {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    ObjectNode waiting = state.putObject("waiting");
    Conditions.put(waiting, "message", message);
    waiting.put("reason", reason);
    return state;
  }
}
