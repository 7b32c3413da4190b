package dev.tend.sandbox.kubelet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a container does, in kubelet time (one second is one pace of the sandbox).
 *
 * @param ending how it ends, or null for running on
 * @param eviction when its pod is thrown off the node, or null for never
 * @param log what it writes after its start
 */
record Behaviour(
    Pull pull,
    Start start,
    Probing probing,
    Hook postStart,
    Hook preStop,
    Stop stop,
    @Nullable Ending ending,
    @Nullable Eviction eviction,
    List<String> log) {
  static final Duration FOREVER = Duration.ofDays(36_500);
  static final Behaviour WELL =
      new Behaviour(
          Pull.WELL,
          Start.WELL,
          Probing.WELL,
          Hook.WELL,
          Hook.WELL,
          Stop.WELL,
          null,
          null,
          List.of());

  /**
   * How its image comes.
   *
   * @param error why it can't be pulled, or null
   * @param present whether nodes have it from the start
   */
  record Pull(@Nullable String error, Duration takes, boolean present) {
    static final Pull WELL = new Pull(null, Duration.ofSeconds(1), false);
  }

  /**
   * How its process starts.
   *
   * @param error why it can't be, in the runtime's words, or null
   * @param user the image's: a number, or a name; empty for one that is not root
   */
  record Start(@Nullable String error, String user) {
    static final Start WELL = new Start(null, "");
  }

  /**
   * What its probes find.
   *
   * @param readyAfter how long after its start it is ready, or null for what its probe says
   */
  record Probing(
      boolean neverReady, @Nullable Duration readyAfter, Map<ProbeKind, Trouble> troubles) {
    static final Probing WELL = new Probing(false, null, Map.of());

    Probing {
      troubles = new TreeMap<>(troubles);
    }
  }

  /**
   * A time in which probes fail, from the container's start on.
   *
   * @param message what the probe says, or empty for what such a probe says usually
   */
  record Trouble(Duration after, Duration lasting, String message) {}

  /**
   * A life cycle hook.
   *
   * @param message what its failure says, or empty for what such a hook says usually
   */
  record Hook(boolean fails, @Nullable Duration takes, String message) {
    static final Hook WELL = new Hook(false, null, "");
  }

  /** What it makes of the signal to terminate. */
  record Stop(Duration takes, int exitCode) {
    static final Stop WELL = new Stop(Duration.ofSeconds(1), 143);
  }

  /** The pod's eviction since this resource is short. */
  record Eviction(Duration after, String resource) {}

  /** The end of a container that no one stopped. */
  record Ending(int exitCode, Duration after, String reason) {
    static Ending exit(int code, Duration after) {
      return new Ending(code, after, code == 0 ? "Completed" : "Error");
    }

    static Ending outOfMemory(Duration after) {
      return new Ending(137, after, "OOMKilled");
    }
  }

  Behaviour {
    log = List.copyOf(log);
  }

  Behaviour ending(Ending other) {
    return new Behaviour(pull, start, probing, postStart, preStop, stop, other, eviction, log);
  }

  /** The same, but ending well after a while unless it ends anyway. */
  Behaviour completing(Duration after) {
    return ending != null ? this : ending(Ending.exit(0, after));
  }
}
