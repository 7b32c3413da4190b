package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.reconcile.Times;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One container of a pod through its runs. */
final class ContainerRun {
  /** A decision that a kubelet takes one look later. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration CONFIG_RETRY = Duration.ofSeconds(5);
  private static final Duration PROBE_PERIOD = Duration.ofSeconds(10);

  private JsonNode spec;
  private final PodFacts pod;
  private final RestartPolicy policy;
  private ContainerState state = new ContainerState.Waiting();
  private int restarts;
  private @Nullable Exit last;

  /** Whether a container that has ended is started again. */
  enum RestartPolicy {
    ALWAYS,
    ON_FAILURE,
    NEVER;

    boolean restarts(Exit exit) {
      return this == ALWAYS || (this == ON_FAILURE && exit.code() != 0);
    }
  }

  ContainerRun(JsonNode spec, PodFacts pod, RestartPolicy policy) {
    this.spec = spec;
    this.pod = pod;
    this.policy = policy;
  }

  /** Takes up where the status says that an earlier process left off. */
  void resume(JsonNode status, Host host, Instant now) {
    restarts = status.path("restartCount").asInt(0);
    JsonNode lastExit = status.path("lastState").path("terminated");
    last = lastExit.isObject() ? Exit.from(lastExit) : null;
    JsonNode shown = status.path("state");
    if (shown.path("running").isObject()) {
      Instant since = Times.parse(shown.path("running").path("startedAt")).orElse(now);
      state = running(since, status.path("ready").asBoolean(false) ? since : now, host);
    } else if (shown.path("terminated").isObject()) {
      state = new ContainerState.Stopped(Exit.from(shown.path("terminated")), now);
    } else if (last != null) {
      Duration wait = host.paced(BackOffs.after(restarts));
      state = new ContainerState.BackOff(last, last.finished().plus(wait));
    }
  }

  /** Starts again with another image. */
  void redefine(JsonNode other, Host host, Instant now) {
    if (other.path("image").equals(spec.path("image"))) {
      return;
    }
    spec = other;
    state =
        switch (state) {
          case ContainerState.Running running -> {
            String message = "Container %s definition changed, will be restarted";
            host.event("Normal", "Killing", message.formatted(name()));
            yield new ContainerState.Stopped(
                new Exit(0, "Completed", running.since(), now, containerId()), now);
          }
          case ContainerState.Done done -> done;
          case ContainerState.Stopped stopped -> stopped;
          case ContainerState.BackOff(Exit exit, Instant next) ->
              new ContainerState.BackOff(exit, now);
          default -> new ContainerState.Waiting();
        };
  }

  JsonNode spec() {
    return spec;
  }

  String name() {
    return spec.path("name").asText();
  }

  ContainerState state() {
    return state;
  }

  int restarts() {
    return restarts;
  }

  /** The end of the run before the one that the state speaks of. */
  @Nullable Exit last() {
    return state instanceof ContainerState.BackOff(Exit exit, Instant next) ? exit : last;
  }

  boolean isSidecar() {
    return spec.path("restartPolicy").asText().equals("Always");
  }

  String containerId() {
    return "containerd://" + Images.sha256(pod.uid() + "/" + name() + "/" + restarts);
  }

  boolean started(Instant now) {
    return state instanceof ContainerState.Running running && running.started(now);
  }

  boolean ready(Instant now) {
    return state instanceof ContainerState.Running running && running.ready(now);
  }

  Instant nextChange(Instant now) {
    return state instanceof ContainerState.Running running ? running.nextChange(now) : state.next();
  }

  /** Does what is due; says whether that was anything. */
  boolean advance(Host host, Instant now) {
    if (state.next().isAfter(now)) {
      return false;
    }
    ContainerState before = state;
    state =
        switch (before) {
          case ContainerState.Waiting waiting -> begin(host, now, 0, "");
          case ContainerState.Pulling pulling -> pulled(pulling, host, now);
          case ContainerState.PullFailed failed -> backOff(failed, host);
          case ContainerState.PullBackOff waited ->
              begin(host, now, waited.failures(), waited.message());
          case ContainerState.Refused refused -> begin(host, now, 0, "");
          case ContainerState.Running running -> turn(running, host, now);
          case ContainerState.Stopped stopped -> decide(stopped.exit(), host, now);
          case ContainerState.BackOff waited -> restart(waited.exit(), host, now);
          case ContainerState.Done done -> done;
        };
    return !state.equals(before);
  }

  /** Ends a run from outside. */
  void stop(int exitCode, Instant now) {
    if (state instanceof ContainerState.Running running) {
      String reason = exitCode == 0 ? "Completed" : "Error";
      state =
          new ContainerState.Done(new Exit(exitCode, reason, running.since(), now, containerId()));
    }
  }

  private ContainerState begin(Host host, Instant now, int failures, String shown) {
    String image = spec.path("image").asText();
    if (!Images.isValid(image)) {
      String message =
          "Failed to apply default image tag \"%s\": couldn't parse image name \"%s\": invalid"
                  .formatted(image, image)
              + " reference format";
      host.event("Warning", "InspectFailed", message);
      host.event("Warning", "Failed", "Error: InvalidImageName");
      return refused("InvalidImageName", message, host, now);
    }
    Behaviour behaviour = host.behaviour(spec);
    boolean present = host.hasImage(image) && behaviour.pullError() == null;
    String policy = spec.path("imagePullPolicy").asText("");
    boolean always =
        policy.isEmpty() ? Images.full(image).endsWith(":latest") : policy.equals("Always");
    if (present && !always) {
      host.event(
          "Normal", "Pulled", "Container image \"%s\" already present on machine".formatted(image));
      return create(host, now);
    }
    host.event("Normal", "Pulling", "Pulling image \"%s\"".formatted(image));
    // An image that is there takes no time to check, and its container's status has no word for it.
    Duration takes = present ? Duration.ZERO : behaviour.pullTakes();
    var pulling = new ContainerState.Pulling(now, now.plus(host.paced(takes)), failures, shown);
    return present ? pulled(pulling, host, now) : pulling;
  }

  private ContainerState pulled(ContainerState.Pulling pulling, Host host, Instant now) {
    String image = spec.path("image").asText();
    Behaviour behaviour = host.behaviour(spec);
    String error = behaviour.pullError();
    if (error != null) {
      String message = Images.pullFailure(image, error);
      host.event("Warning", "Failed", "Failed to pull image \"%s\": %s".formatted(image, message));
      host.event("Warning", "Failed", "Error: ErrImagePull");
      int failures = pulling.failures() + 1;
      return new ContainerState.PullFailed(message, now, now.plus(host.paced(LOOK)), failures);
    }
    host.keepImage(image);
    String took = Times.goText(Duration.between(pulling.since(), now));
    host.event(
        "Normal",
        "Pulled",
        "Successfully pulled image \"%s\" in %s (%s including waiting). Image size: %d bytes."
            .formatted(image, took, took, Images.size(image)));
    return create(host, now);
  }

  private ContainerState backOff(ContainerState.PullFailed failed, Host host) {
    String image = spec.path("image").asText();
    host.event("Normal", "BackOff", "Back-off pulling image \"%s\"".formatted(image));
    host.event("Warning", "Failed", "Error: ImagePullBackOff");
    Instant retry = failed.since().plus(host.paced(BackOffs.after(failed.failures())));
    return new ContainerState.PullBackOff(failed.message(), retry, failed.failures());
  }

  private ContainerState create(Host host, Instant now) {
    String problem = host.configProblem(spec);
    if (!problem.isEmpty()) {
      host.event("Warning", "Failed", "Error: " + problem);
      return refused("CreateContainerConfigError", problem, host, now);
    }
    host.event("Normal", "Created", "Created container: " + name());
    host.event("Normal", "Started", "Started container " + name());
    return running(now, now, host);
  }

  private ContainerState refused(String reason, String message, Host host, Instant now) {
    return new ContainerState.Refused(reason, message, now.plus(host.paced(CONFIG_RETRY)));
  }

  private ContainerState running(Instant since, Instant probesFrom, Host host) {
    Behaviour behaviour = host.behaviour(spec);
    Instant started = probesFrom.plus(delay("startupProbe", host));
    Duration after = behaviour.readyAfter();
    Instant ready =
        behaviour.neverReady()
            ? Instant.MAX
            : after != null
                ? since.plus(host.paced(after))
                : started.plus(delay("readinessProbe", host));
    Behaviour.Ending ending = behaviour.ending();
    Instant exit = ending == null ? Instant.MAX : since.plus(host.paced(ending.after()));
    Instant probe =
        behaviour.neverReady()
            ? probesFrom.plus(host.paced(LOOK)).plus(delay("readinessProbe", host))
            : Instant.MAX;
    // What ends before it could be ready never is, not even for a moment.
    Instant readyAt = exit.isAfter(ready) ? ready : Instant.MAX;
    return new ContainerState.Running(since, started, readyAt, exit, probe);
  }

  /** How long a probe takes to succeed; none where there is no such probe. */
  private Duration delay(String probe, Host host) {
    JsonNode wanted = spec.path(probe);
    return wanted.isObject()
        ? host.paced(Duration.ofSeconds(Math.max(1, wanted.path("initialDelaySeconds").asInt(0))))
        : Duration.ZERO;
  }

  private ContainerState turn(ContainerState.Running running, Host host, Instant now) {
    if (!running.exitAt().isAfter(now)) {
      Behaviour.Ending ending = host.behaviour(spec).ending();
      int code = ending == null ? 0 : ending.exitCode();
      String reason = ending == null ? "Completed" : ending.reason();
      Exit exit = new Exit(code, reason, running.since(), now, containerId());
      return policy.restarts(exit)
          ? new ContainerState.Stopped(exit, now.plus(host.paced(LOOK)))
          : new ContainerState.Done(exit);
    }
    host.event("Warning", "Unhealthy", "Readiness probe failed: " + Probes.failure(spec, pod));
    Duration period = host.paced(PROBE_PERIOD);
    Duration calm = Duration.ofSeconds(1);
    return running.probedAgainAt(now.plus(period.compareTo(calm) < 0 ? calm : period));
  }

  private ContainerState decide(Exit exit, Host host, Instant now) {
    if (!policy.restarts(exit)) {
      return new ContainerState.Done(exit);
    }
    if (restarts == 0) {
      return restart(exit, host, now);
    }
    host.event(
        "Warning",
        "BackOff",
        "Back-off restarting failed container %s in pod %s".formatted(name(), pod.fullName()));
    Duration wait = host.paced(BackOffs.after(restarts));
    return new ContainerState.BackOff(exit, exit.finished().plus(wait));
  }

  private ContainerState restart(Exit exit, Host host, Instant now) {
    last = exit;
    restarts++;
    return begin(host, now, 0, "");
  }
}
