package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.kubelet.ContainerRun.RestartPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A pod through its life on a node: its init containers one after another, then the others. */
final class PodRun {
  private static final Duration MOUNT_RETRY = Duration.ofSeconds(2);

  private final PodFacts pod;
  private final List<ContainerRun> inits = new ArrayList<>();
  private final List<ContainerRun> mains = new ArrayList<>();
  private String address;
  private boolean mounted;
  private Instant mountAt = Instant.MIN;
  private Instant stopBy = Instant.MAX;
  private Optional<Verdict> verdict = Optional.empty();

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

  Optional<Verdict> verdict() {
    return verdict;
  }

  /** The node ends it: what follows is its stop. */
  void condemn(Verdict why) {
    verdict = Optional.of(why);
  }

  /** Does all that is due. */
  void advance(Host host, Instant now) {
    if (isFinished() || !mount(host, now)) {
      return;
    }
    boolean moved = true;
    while (moved && !isOver()) {
      moved = false;
      for (ContainerRun container : due()) {
        moved |= container.advance(host, now);
      }
    }
    if (isOver()) {
      stopped(host, now, host.paced(pod.grace()));
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
  private List<ContainerRun> due() {
    List<ContainerRun> due = new ArrayList<>();
    for (ContainerRun init : inits) {
      due.add(init);
      if (!passed(init)) {
        return due;
      }
    }
    due.addAll(mains);
    return due;
  }

  /** Whether what comes after an init container may start. */
  private static boolean passed(ContainerRun init) {
    return init.isSidecar() ? init.started() || init.last() != null : endedWell(init);
  }

  private static boolean endedWell(ContainerRun container) {
    return container.state() instanceof ContainerState.Done(Exit exit) && exit.code() == 0;
  }

  private static boolean endedBadly(ContainerRun container) {
    return container.state() instanceof ContainerState.Done(Exit exit) && exit.code() != 0;
  }

  boolean isInitialized() {
    return inits.stream().allMatch(PodRun::passed);
  }

  boolean isMounted() {
    return mounted;
  }

  /** Whether all that it was for has ended; its sidecars may still be there. */
  private boolean isOver() {
    boolean initFailed = inits.stream().anyMatch(init -> !init.isSidecar() && endedBadly(init));
    return initFailed
        || mains.stream().allMatch(main -> main.state() instanceof ContainerState.Done);
  }

  boolean isFinished() {
    boolean ending = isOver() || (verdict.isPresent() && stopBy.isBefore(Instant.MAX));
    return ending && all().noneMatch(ContainerRun::isAlive);
  }

  Phase phase() {
    if (isFinished()) {
      boolean well = verdict.isEmpty() && mains.stream().allMatch(PodRun::endedWell);
      return well ? Phase.SUCCEEDED : Phase.FAILED;
    }
    boolean waiting = mains.stream().anyMatch(PodRun::hasNeverRun);
    return waiting || !isInitialized() ? Phase.PENDING : Phase.RUNNING;
  }

  private static boolean hasNeverRun(ContainerRun container) {
    return switch (container.state()) {
      case ContainerState.Running running -> false;
      case ContainerState.Stopping stopping -> false;
      case ContainerState.Stopped stopped -> false;
      case ContainerState.Done done -> false;
      case ContainerState.BackOff backOff -> false;
      case ContainerState.Faulty faulty -> false;
      case ContainerState.Starting starting -> container.last() == null;
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
    if (verdict.isPresent() || isOver()) {
      return nextStop();
    }
    if (!mounted) {
      return mountAt;
    }
    return due().stream()
        .map(container -> container.nextChange(now))
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /**
   * Stops what runs, now or further: the main containers at once, then the sidecars, the last one
   * first. Says whether all have ended.
   *
   * @param grace at the sandbox's pace
   */
  boolean stopped(Host host, Instant now, Duration grace) {
    Instant latest = now.plus(grace);
    if (latest.isBefore(stopBy)) {
      stopBy = latest;
    }
    all().filter(ContainerRun::isStopping).forEach(container -> container.advance(host, now));
    List<ContainerRun> sidecars = inits.stream().filter(ContainerRun::isSidecar).toList();
    List<ContainerRun> first = all().filter(container -> !sidecars.contains(container)).toList();
    first.forEach(container -> end(container, host, now));
    if (first.stream().anyMatch(ContainerRun::isAlive)) {
      return false;
    }
    for (ContainerRun sidecar : sidecars.reversed()) {
      end(sidecar, host, now);
      if (sidecar.isAlive()) {
        return false;
      }
    }
    return true;
  }

  private void end(ContainerRun container, Host host, Instant now) {
    if (container.isAlive()) {
      Duration left = Duration.between(now, stopBy);
      container.stop(host, now, left.isNegative() ? Duration.ZERO : left);
      container.advance(host, now);
    }
  }

  /** When the next of its containers will have stopped. */
  Instant nextStop() {
    return all()
        .filter(ContainerRun::isStopping)
        .map(container -> container.state().next())
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  private Stream<ContainerRun> all() {
    return Stream.concat(inits.stream(), mains.stream());
  }
}
