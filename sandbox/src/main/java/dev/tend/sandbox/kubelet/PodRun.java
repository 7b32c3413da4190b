package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.kubelet.ContainerRun.RestartPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A pod through its life on a node: its init containers one after another, then the others. */
final class PodRun {
  private static final Duration MOUNT_RETRY = Duration.ofSeconds(2);
  private static final int TERMINATED = 143;

  private final PodFacts pod;
  private final List<ContainerRun> inits = new ArrayList<>();
  private final List<ContainerRun> mains = new ArrayList<>();
  private String address;
  private boolean mounted;
  private Instant mountAt = Instant.MIN;
  private Instant stopAt = Instant.MAX;

  /** Where it is, from outside. */
  enum Phase {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  PodRun(JsonNode object) {
    this.pod = PodFacts.of(object);
    this.address = pod.address();
    JsonNode spec = object.path("spec");
    RestartPolicy policy =
        switch (spec.path("restartPolicy").asText("Always")) {
          case "Never" -> RestartPolicy.NEVER;
          case "OnFailure" -> RestartPolicy.ON_FAILURE;
          default -> RestartPolicy.ALWAYS;
        };
    RestartPolicy initPolicy = policy == RestartPolicy.ALWAYS ? RestartPolicy.ON_FAILURE : policy;
    for (JsonNode container : spec.path("initContainers")) {
      boolean sidecar = container.path("restartPolicy").asText().equals("Always");
      inits.add(new ContainerRun(container, pod, sidecar ? RestartPolicy.ALWAYS : initPolicy));
    }
    for (JsonNode container : spec.path("containers")) {
      mains.add(new ContainerRun(container, pod, policy));
    }
  }

  /** Takes up where the pod's status says that an earlier process left off. */
  void resume(JsonNode object, Host host, Instant now) {
    resume(inits, object.path("status").path("initContainerStatuses"), host, now);
    resume(mains, object.path("status").path("containerStatuses"), host, now);
    mounted = !address.isEmpty();
  }

  private static void resume(
      List<ContainerRun> containers, JsonNode statuses, Host host, Instant now) {
    for (ContainerRun container : containers) {
      for (JsonNode status : statuses) {
        if (status.path("name").asText().equals(container.name())) {
          container.resume(status, host, now);
        }
      }
    }
  }

  /** Follows a change of images, which is all that a pod's containers may change. */
  void redefine(JsonNode object, Host host, Instant now) {
    redefine(inits, object.path("spec").path("initContainers"), host, now);
    redefine(mains, object.path("spec").path("containers"), host, now);
  }

  private static void redefine(
      List<ContainerRun> containers, JsonNode specs, Host host, Instant now) {
    for (int i = 0; i < containers.size(); i++) {
      containers.get(i).redefine(specs.path(i), host, now);
    }
  }

  String uid() {
    return pod.uid();
  }

  PodFacts pod() {
    return pod;
  }

  String address() {
    return address;
  }

  List<ContainerRun> inits() {
    return inits;
  }

  List<ContainerRun> mains() {
    return mains;
  }

  /** Does all that is due. */
  void advance(Host host, Instant now) {
    if (isFinished() || !mount(host, now)) {
      return;
    }
    boolean moved = true;
    while (moved) {
      moved = false;
      for (ContainerRun container : due(now)) {
        moved |= container.advance(host, now);
      }
    }
    if (isFinished()) {
      inits.forEach(sidecar -> sidecar.stop(0, now));
    }
  }

  private boolean mount(Host host, Instant now) {
    if (mounted) {
      return true;
    }
    if (mountAt.isAfter(now)) {
      return false;
    }
    String problem = host.volumeProblem();
    if (!problem.isEmpty()) {
      host.event("Warning", "FailedMount", problem);
    } else if (address.isEmpty()) {
      address = host.address();
    }
    mounted = problem.isEmpty() && !address.isEmpty();
    mountAt = now.plus(host.paced(MOUNT_RETRY));
    return mounted;
  }

  /** Containers whose turn has come. */
  private List<ContainerRun> due(Instant now) {
    List<ContainerRun> due = new ArrayList<>();
    for (ContainerRun init : inits) {
      due.add(init);
      if (!passed(init, now)) {
        return due;
      }
    }
    due.addAll(mains);
    return due;
  }

  /** Whether what comes after an init container may start. */
  private static boolean passed(ContainerRun init, Instant now) {
    if (init.isSidecar()) {
      return init.started(now) || init.last() != null;
    }
    return init.state() instanceof ContainerState.Done done && done.exit().code() == 0;
  }

  boolean isInitialized(Instant now) {
    return inits.stream().allMatch(init -> passed(init, now));
  }

  boolean isMounted() {
    return mounted;
  }

  boolean isFinished() {
    Phase phase = phase(Instant.MAX);
    return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
  }

  Phase phase(Instant now) {
    boolean initFailed =
        inits.stream()
            .anyMatch(
                init ->
                    init.state() instanceof ContainerState.Done done
                        && done.exit().code() != 0
                        && !init.isSidecar());
    if (initFailed) {
      return Phase.FAILED;
    }
    if (!mains.isEmpty()
        && mains.stream().allMatch(main -> main.state() instanceof ContainerState.Done)) {
      boolean well =
          mains.stream()
              .allMatch(
                  main ->
                      main.state() instanceof ContainerState.Done done && done.exit().code() == 0);
      return well ? Phase.SUCCEEDED : Phase.FAILED;
    }
    boolean waiting = mains.stream().anyMatch(PodRun::hasNeverRun);
    return waiting || !isInitialized(now) ? Phase.PENDING : Phase.RUNNING;
  }

  private static boolean hasNeverRun(ContainerRun container) {
    return switch (container.state()) {
      case ContainerState.Running running -> false;
      case ContainerState.Stopped stopped -> false;
      case ContainerState.Done done -> false;
      case ContainerState.BackOff backOff -> false;
      case ContainerState.Waiting waiting -> container.last() == null;
      case ContainerState.Pulling pulling -> container.last() == null;
      case ContainerState.PullFailed failed -> container.last() == null;
      case ContainerState.PullBackOff waiting -> container.last() == null;
      case ContainerState.Refused refused -> container.last() == null;
    };
  }

  /** When something happens next by itself; MAX for never. */
  Instant nextChange(Instant now) {
    if (isFinished()) {
      return Instant.MAX;
    }
    if (!mounted) {
      return mountAt;
    }
    return due(now).stream()
        .map(container -> container.nextChange(now))
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /**
   * Begins to stop on the pod's deletion; returns when it will have stopped.
   *
   * @param patience how long its containers take
   */
  Instant stopping(Host host, Instant now, Duration patience) {
    if (stopAt.equals(Instant.MAX)) {
      running()
          .forEach(
              container ->
                  host.event("Normal", "Killing", "Stopping container " + container.name()));
      stopAt = running().findAny().isPresent() ? now.plus(patience) : now;
    }
    return stopAt;
  }

  /** Ends every container, as the signal to terminate does. */
  void stop(Instant now) {
    running().toList().forEach(container -> container.stop(TERMINATED, now));
  }

  private Stream<ContainerRun> running() {
    return Stream.concat(inits.stream(), mains.stream())
        .filter(container -> container.state() instanceof ContainerState.Running);
  }
}
