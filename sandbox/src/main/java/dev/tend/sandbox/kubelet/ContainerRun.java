package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.Sha256;
import dev.tend.sandbox.reconcile.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One container of a pod through its runs. */
final class ContainerRun {
  /** A decision that a kubelet takes one look later. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration CONFIG_RETRY = Duration.ofSeconds(5);

  private JsonNode spec;
  private final PodFacts pod;
  private final RestartPolicy policy;
  private ContainerState state = new ContainerState.Waiting();
  private int restarts;
  private int crashes;
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
    crashes = restarts;
    JsonNode lastExit = status.path("lastState").path("terminated");
    last = lastExit.isObject() ? Exit.from(lastExit) : null;
    JsonNode shown = status.path("state");
    if (shown.path("running").isObject()) {
      Instant since = Times.parse(shown.path("running").path("startedAt")).orElse(now);
      boolean started = status.path("started").asBoolean(false);
      boolean ready = status.path("ready").asBoolean(false);
      state = running(since, Checks.of(spec, since, now, started, ready, host), host);
    } else if (shown.path("terminated").isObject()) {
      state = new ContainerState.Stopped(Exit.from(shown.path("terminated")), now);
    } else if (last != null) {
      Duration wait = host.paced(BackOffs.after(crashes));
      state = new ContainerState.BackOff(last, last.finished().plus(wait));
    }
  }

  /** Starts again with another image. */
  void redefine(JsonNode other, Host node, Instant now) {
    if (other.path("image").equals(spec.path("image"))) {
      return;
    }
    Host host = node.about(spec);
    spec = other;
    state =
        switch (state) {
          case ContainerState.Running running -> {
            String message = "Container %s definition changed, will be restarted";
            host.event("Normal", "Killing", message.formatted(name()));
            yield new ContainerState.Stopped(Exit.of(0, running.since(), now, containerId()), now);
          }
          case ContainerState.Stopping stopping -> stopping;
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

  /** How long it waits before it is started again. */
  Duration backOff() {
    return BackOffs.after(crashes);
  }

  /** The end of the run before the one that the state speaks of. */
  @Nullable Exit last() {
    return switch (state) {
      case ContainerState.BackOff(Exit exit, Instant next) -> exit;
      case ContainerState.Faulty faulty -> faulty.exit();
      default -> last;
    };
  }

  boolean isSidecar() {
    return spec.path("restartPolicy").asText().equals("Always");
  }

  String containerId() {
    return "containerd://" + Sha256.hex(pod.uid() + "/" + name() + "/" + restarts);
  }

  /** Whether its process is there, though it may be on its way out. */
  boolean isAlive() {
    return state instanceof ContainerState.Running
        || state instanceof ContainerState.Starting
        || state instanceof ContainerState.Stopping;
  }

  boolean isStopping() {
    return state instanceof ContainerState.Stopping;
  }

  boolean started() {
    return switch (state) {
      case ContainerState.Running running -> running.started();
      case ContainerState.Stopping stopping -> stopping.run().started();
      default -> false;
    };
  }

  boolean ready(Instant now) {
    return switch (state) {
      case ContainerState.Running running -> running.ready(now);
      case ContainerState.Stopping stopping -> stopping.run().ready(now);
      default -> false;
    };
  }

  Instant nextChange(Instant now) {
    return state instanceof ContainerState.Running running ? running.nextChange(now) : state.next();
  }

  /** Does what is due; says whether that was anything. */
  boolean advance(Host node, Instant now) {
    if (state.next().isAfter(now)) {
      return false;
    }
    Host host = node.about(spec);
    ContainerState before = state;
    state =
        switch (before) {
          case ContainerState.Waiting waiting -> begin(host, now, 0, "");
          case ContainerState.Pulling pulling ->
              Pulls.end(spec, pulling, host, now).orElseGet(() -> create(host, now));
          case ContainerState.PullFailed failed -> Pulls.backOff(spec, failed, host);
          case ContainerState.PullBackOff waited ->
              begin(host, now, waited.failures(), waited.message());
          case ContainerState.Refused refused -> begin(host, now, 0, "");
          case ContainerState.Starting starting -> hooked(starting, host, now);
          case ContainerState.Running running -> turn(running, host, now);
          case ContainerState.Stopping stopping -> ended(stopping, host, now);
          case ContainerState.Stopped stopped -> decide(stopped.exit(), host, now);
          case ContainerState.Faulty faulty -> decide(faulty.exit(), host, now);
          case ContainerState.BackOff waited -> restart(waited.exit(), host, now);
          case ContainerState.Done done -> done;
        };
    return !state.equals(before);
  }

  /**
   * Tells it to terminate since its pod ends.
   *
   * @param grace at the sandbox's pace
   */
  void stop(Host node, Instant now, Duration grace) {
    Host host = node.about(spec);
    state =
        switch (state) {
          case ContainerState.Running running -> {
            host.event("Normal", "Killing", "Stopping container " + name());
            yield kill(running, host, now, grace, true);
          }
          case ContainerState.Starting starting -> {
            host.event("Normal", "Killing", "Stopping container " + name());
            Instant since = starting.since();
            yield kill(running(since, checks(since, host), host), host, now, grace, true);
          }
          case ContainerState.Stopping(ContainerState.Running run, Exit exit, boolean forGood) ->
              new ContainerState.Stopping(run, sooner(exit, now.plus(grace)), true);
          default -> state;
        };
  }

  /** Somebody has less patience than there was at first. */
  private static Exit sooner(Exit exit, Instant latest) {
    return exit.finished().isAfter(latest) ? Exit.of(137, exit.started(), latest, exit.id()) : exit;
  }

  private ContainerState.Stopping kill(
      ContainerState.Running running, Host host, Instant now, Duration grace, boolean forGood) {
    Behaviour behaviour = host.behaviour(spec);
    if (Hooks.fails(spec.path("lifecycle").path("preStop"), behaviour.preStop())
        && !grace.isZero()) {
      host.event("Warning", "FailedPreStopHook", "PreStopHook failed");
    }
    Termination end = Termination.of(spec, behaviour, grace, host);
    Exit exit = Exit.of(end.exitCode(), running.since(), now.plus(end.takes()), containerId());
    return new ContainerState.Stopping(running, exit, forGood);
  }

  private ContainerState begin(Host host, Instant now, int failures, String shown) {
    return Pulls.begin(spec, host, now, failures, shown).orElseGet(() -> create(host, now));
  }

  private ContainerState create(Host host, Instant now) {
    String problem = host.configProblem(spec);
    if (!problem.isEmpty()) {
      host.event("Warning", "Failed", "Error: " + problem);
      return new ContainerState.Refused(
          "CreateContainerConfigError", problem, now.plus(host.paced(CONFIG_RETRY)));
    }
    host.event("Normal", "Created", "Created container: " + name());
    Behaviour behaviour = host.behaviour(spec);
    String error = behaviour.start().error();
    if (error != null) {
      host.event("Warning", "Failed", "Error: " + error);
      Exit exit = new Exit(128, "StartError", error, now, now, containerId());
      return new ContainerState.Faulty(exit, "RunContainerError", error, later(host, now));
    }
    host.event("Normal", "Started", "Started container " + name());
    JsonNode hook = spec.path("lifecycle").path("postStart");
    return hook.isObject()
        ? new ContainerState.Starting(now, now.plus(Hooks.takes(hook, behaviour.postStart(), host)))
        : running(now, checks(now, host), host);
  }

  private static Instant later(Host host, Instant now) {
    return now.plus(host.paced(LOOK));
  }

  private ContainerState hooked(ContainerState.Starting starting, Host host, Instant now) {
    Behaviour behaviour = host.behaviour(spec);
    JsonNode hook = spec.path("lifecycle").path("postStart");
    Instant since = starting.since();
    if (!Hooks.fails(hook, behaviour.postStart())) {
      return running(since, checks(since, host), host);
    }
    host.event("Warning", "FailedPostStartHook", "PostStartHook failed");
    host.event("Normal", "Killing", "FailedPostStartHook");
    Termination end = Termination.of(spec, behaviour, host.paced(pod.grace()), host);
    Instant over = now.plus(end.takes());
    return new ContainerState.Faulty(
        Exit.of(end.exitCode(), since, over, containerId()),
        "PostStartHookError",
        Hooks.failure(hook, behaviour.postStart(), name(), pod),
        later(host, over));
  }

  private Checks checks(Instant since, Host host) {
    return Checks.of(spec, since, since, false, false, host);
  }

  private ContainerState.Running running(Instant since, Checks checks, Host host) {
    Behaviour behaviour = host.behaviour(spec);
    Duration after = behaviour.probing().readyAfter();
    Behaviour.Ending ending = behaviour.ending();
    return new ContainerState.Running(
        since,
        checks,
        after == null ? Instant.MIN : since.plus(host.paced(after)),
        ending == null ? Instant.MAX : since.plus(host.paced(ending.after())));
  }

  private ContainerState turn(ContainerState.Running running, Host host, Instant now) {
    if (!running.exitAt().isAfter(now)) {
      Behaviour.Ending ending = host.behaviour(spec).ending();
      int code = ending == null ? 0 : ending.exitCode();
      String reason = ending == null ? "Completed" : ending.reason();
      return over(new Exit(code, reason, "", running.since(), now, containerId()), host, now);
    }
    Behaviour behaviour = host.behaviour(spec);
    running
        .checks()
        .due(now)
        .filter(check -> check.fails(now))
        .forEach(
            check ->
                host.event(
                    "Warning",
                    "Unhealthy",
                    Probes.failure(check.kind(), spec, behaviour, pod.at(host.podAddress()))));
    ContainerState.Running checked = running.checked(running.checks().made(spec, now, host));
    Optional<ProbeCheck> fatal = checked.checks().fatal();
    if (fatal.isEmpty()) {
      return checked;
    }
    ProbeKind kind = fatal.get().kind();
    String message = "Container %s failed %s probe, will be restarted";
    host.event("Normal", "Killing", message.formatted(name(), kind.word()));
    JsonNode own = spec.path(kind.field()).path("terminationGracePeriodSeconds");
    Duration grace = own.isNumber() ? Duration.ofSeconds(own.asLong()) : pod.grace();
    return kill(checked, host, now, host.paced(grace), false);
  }

  private ContainerState ended(ContainerState.Stopping stopping, Host host, Instant now) {
    return stopping.forGood()
        ? new ContainerState.Done(stopping.exit())
        : over(stopping.exit(), host, now);
  }

  private ContainerState over(Exit exit, Host host, Instant now) {
    return policy.restarts(exit)
        ? new ContainerState.Stopped(exit, later(host, now))
        : new ContainerState.Done(exit);
  }

  private ContainerState decide(Exit exit, Host host, Instant now) {
    if (!policy.restarts(exit)) {
      return new ContainerState.Done(exit);
    }
    Duration ran = Duration.between(exit.started(), exit.finished());
    // Who has run for long is forgiven what was before.
    if (ran.compareTo(host.paced(BackOffs.FORGIVEN)) > 0) {
      crashes = 0;
    }
    if (crashes == 0) {
      return restart(exit, host, now);
    }
    host.event(
        "Warning",
        "BackOff",
        "Back-off restarting failed container %s in pod %s".formatted(name(), pod.fullName()));
    return new ContainerState.BackOff(exit, exit.finished().plus(host.paced(backOff())));
  }

  private ContainerState restart(Exit exit, Host host, Instant now) {
    last = exit;
    restarts++;
    crashes++;
    return begin(host, now, 0, "");
  }
}
