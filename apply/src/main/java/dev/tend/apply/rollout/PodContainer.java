package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A container of a pod: what the spec asks for and what the kubelet says of it.
 *
 * @param status its entry among the container statuses; missing before the kubelet has one
 */
record PodContainer(LiveObject pod, Role role, JsonNode spec, JsonNode status) {
  /** Within this time nobody wonders that a container isn't ready. */
  static final Duration STARTING = Duration.ofSeconds(10);

  /** What a container is for. */
  enum Role {
    /** Runs to its end before the others start. */
    INIT,
    /** An init container that stays: it must have started, and be ready, before the others. */
    SIDECAR,
    MAIN
  }

  /** Of all roles, in the order in which the kubelet starts them. */
  static List<PodContainer> of(LiveObject pod) {
    List<PodContainer> containers = new ArrayList<>();
    for (JsonNode spec : pod.spec().path("initContainers")) {
      boolean stays = spec.path("restartPolicy").asText().equals("Always");
      containers.add(of(pod, stays ? Role.SIDECAR : Role.INIT, spec, "initContainerStatuses"));
    }
    for (JsonNode spec : pod.spec().path("containers")) {
      containers.add(of(pod, Role.MAIN, spec, "containerStatuses"));
    }
    return containers;
  }

  private static PodContainer of(LiveObject pod, Role role, JsonNode spec, String statuses) {
    JsonNode status = MissingNode.getInstance();
    for (JsonNode candidate : pod.status().path(statuses)) {
      if (candidate.path("name").asText().equals(spec.path("name").asText())) {
        status = candidate;
      }
    }
    return new PodContainer(pod, role, spec, status);
  }

  String name() {
    return spec.path("name").asText("");
  }

  String image() {
    return spec.path("image").asText("");
  }

  boolean isMain() {
    return role == Role.MAIN;
  }

  /** {@code container web}, {@code init container migrate}. */
  String title() {
    return switch (role) {
          case INIT -> "init container ";
          case SIDECAR -> "sidecar ";
          case MAIN -> "container ";
        }
        + name();
  }

  JsonNode waiting() {
    return status.path("state").path("waiting");
  }

  String waitingReason() {
    return waiting().path("reason").asText("");
  }

  JsonNode running() {
    return status.path("state").path("running");
  }

  /** For how long it has run without a break; zero where it doesn't. */
  Duration runtime(Instant now) {
    Instant start = LiveObject.instant(running().path("startedAt"));
    return start.equals(Instant.EPOCH) ? Duration.ZERO : Duration.between(start, now);
  }

  /** How it ended, now or the last time; missing where it never did. */
  JsonNode termination() {
    JsonNode now = status.path("state").path("terminated");
    return now.isObject() ? now : status.path("lastState").path("terminated");
  }

  boolean isTerminated() {
    return status.path("state").path("terminated").isObject();
  }

  /** It has never run. */
  boolean isUntouched() {
    return running().isMissingNode() && termination().isMissingNode();
  }

  /** Of the last end, -1 where there was none. */
  int exitCode() {
    return termination().path("exitCode").asInt(-1);
  }

  int restarts() {
    return status.path("restartCount").asInt();
  }

  boolean isReady() {
    return status.path("ready").asBoolean();
  }

  /** It doesn't keep the containers after it from starting. */
  boolean isDone() {
    return switch (role) {
      case INIT -> isTerminated() && exitCode() == 0;
      case SIDECAR -> status.path("started").asBoolean(isReady());
      case MAIN -> isReady();
    };
  }

  /** {@code waits: ImagePullBackOff}, {@code is running}, {@code ended with exit code 1}. */
  String stateWords() {
    if (!waitingReason().isEmpty()) {
      return "waits: " + waitingReason();
    }
    if (running().isObject()) {
      return isMain() ? "is running, not ready" : "is running";
    }
    if (isTerminated()) {
      String reason = termination().path("reason").asText("");
      boolean telling = !reason.isEmpty() && !reason.equals("Error") && !reason.equals("Completed");
      return "ended with exit code " + exitCode() + (telling ? " (" + reason + ")" : "");
    }
    return "not started";
  }
}
