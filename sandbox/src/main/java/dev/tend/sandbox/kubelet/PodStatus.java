package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.kubelet.PodRun.Phase;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.reconcile.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a pod's status says of its life on a node. */
final class PodStatus {
  private PodStatus() {}

  static ObjectNode of(ObjectNode pod, PodRun run, String hostAddress, Instant now) {
    ObjectNode status = World.statusOf(pod);
    if (pod.path("metadata").path("generation").isNumber()) {
      status.set("observedGeneration", pod.path("metadata").get("generation"));
    }
    Phase phase = run.phase();
    status.put("phase", name(phase));
    // What it was promised, it has.
    status.remove("nominatedNodeName");
    if (!status.has("startTime")) {
      status.put("startTime", Times.text(now));
    }
    if (!status.has("qosClass")) {
      status.put("qosClass", QosClass.of(pod.path("spec")));
    }
    status.put("hostIP", hostAddress);
    status.putArray("hostIPs").addObject().put("ip", hostAddress);
    if (!run.address().isEmpty()) {
      status.put("podIP", run.address());
      status.putArray("podIPs").addObject().put("ip", run.address());
    }
    conditions(pod, status, run, phase, now);
    if (phase == Phase.FAILED) {
      run.verdict().ifPresent(verdict -> explain(status, verdict, now));
    }
    statuses(status, "initContainerStatuses", run.inits(), run, now);
    statuses(status, "containerStatuses", run.mains(), run, now);
    if (phase == Phase.RUNNING) {
      EphemeralStatuses.put(status, pod.path("spec").path("ephemeralContainers"), now);
    }
    return status;
  }

  /** The phase of a pod that was stopped before its own end. */
  static String stopped(PodRun run) {
    return run.phase() == Phase.SUCCEEDED ? "Succeeded" : "Failed";
  }

  /** What the node says of a pod that it has ended. */
  private static void explain(ObjectNode status, Verdict verdict, Instant now) {
    status.put("reason", verdict.reason()).put("message", verdict.message());
    if (verdict.disruption()) {
      String message = verdict.message();
      set(status, "DisruptionTarget", true, "TerminationByKubelet", message, now);
    }
  }

  private static String name(Phase phase) {
    return switch (phase) {
      case PENDING -> "Pending";
      case RUNNING -> "Running";
      case SUCCEEDED -> "Succeeded";
      case FAILED -> "Failed";
    };
  }

  private static void conditions(
      ObjectNode pod, ObjectNode status, PodRun run, Phase phase, Instant now) {
    boolean done = phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    Optional<JsonNode> scheduled = firstCondition(status);
    set(status, "PodReadyToStartContainers", run.isMounted() && !done, "", "", now);
    boolean initialized = run.isInitialized();
    String completed = phase == Phase.SUCCEEDED ? "PodCompleted" : "";
    if (initialized) {
      set(status, "Initialized", true, completed, "", now);
    } else {
      List<String> missing =
          run.inits().stream().filter(init -> !isDone(init)).map(ContainerRun::name).toList();
      set(
          status,
          "Initialized",
          false,
          "ContainersNotInitialized",
          "containers with incomplete status: " + list(missing),
          now);
    }
    List<String> unready =
        Stream.concat(run.inits().stream().filter(ContainerRun::isSidecar), run.mains().stream())
            .filter(container -> !container.ready(now))
            .map(ContainerRun::name)
            .toList();
    if (done) {
      String reason = phase == Phase.SUCCEEDED ? "PodCompleted" : "PodFailed";
      set(status, "Ready", false, reason, "", now);
      set(status, "ContainersReady", false, reason, "", now);
    } else if (!unready.isEmpty()) {
      String message = "containers with unready status: " + list(unready);
      set(status, "Ready", false, "ContainersNotReady", message, now);
      set(status, "ContainersReady", false, "ContainersNotReady", message, now);
    } else {
      set(status, "ContainersReady", true, "", "", now);
      ready(pod, status, now);
    }
    scheduled.ifPresent(status.withArray("/conditions")::add);
    set(status, "PodScheduled", true, "", "", now);
  }

  /** What is said of a pod before its kubelet sees it: from then on it stands last. */
  private static Optional<JsonNode> firstCondition(ObjectNode status) {
    Optional<JsonNode> scheduled = Conditions.find(status, "PodScheduled");
    return Conditions.find(status, "Initialized").isEmpty()
            && Conditions.remove(status, "PodScheduled")
        ? scheduled
        : Optional.empty();
  }

  private static void ready(ObjectNode pod, ObjectNode status, Instant now) {
    List<String> missing = new ArrayList<>();
    for (JsonNode gate : pod.path("spec").path("readinessGates")) {
      String type = gate.path("conditionType").asText();
      Optional<JsonNode> found = Conditions.find(status, type);
      String value = found.map(condition -> condition.path("status").asText()).orElse("");
      if (found.isEmpty()) {
        missing.add(
            "corresponding condition of pod readiness gate \"%s\" does not exist.".formatted(type));
      } else if (!value.equals("True")) {
        missing.add(
            "the status of pod readiness gate \"%s\" is not \"True\", but %s"
                .formatted(type, value));
      }
    }
    if (!missing.isEmpty()) {
      set(status, "Ready", false, "ReadinessGatesNotReady", String.join(", ", missing), now);
      return;
    }
    set(status, "Ready", true, "", "", now);
  }

  private static boolean isDone(ContainerRun init) {
    return init.isSidecar() ? init.started() : init.state() instanceof ContainerState.Done;
  }

  private static void set(
      ObjectNode status, String type, boolean value, String reason, String message, Instant now) {
    Conditions.set(status, type, value ? "True" : "False", reason, message, now);
    Conditions.find(status, type)
        .filter(condition -> !condition.has("lastProbeTime"))
        .ifPresent(condition -> ((ObjectNode) condition).putNull("lastProbeTime"));
  }

  private static String list(List<String> names) {
    return "[" + String.join(" ", names) + "]";
  }

  private static void statuses(
      ObjectNode status, String field, List<ContainerRun> containers, PodRun run, Instant now) {
    if (containers.isEmpty()) {
      status.remove(field);
      return;
    }
    ArrayNode statuses = status.putArray(field);
    for (ContainerRun container : containers) {
      statuses.add(ContainerStatus.of(container, run, now));
    }
  }
}
