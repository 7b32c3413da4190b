package dev.tend.sandbox.kubelet;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a container does, in kubelet time (one second is one pace of the sandbox).
 *
 * @param pullError why its image can't be pulled, or null
 * @param readyAfter how long after its start it is ready, or null for what its probes say
 * @param ending how it ends, or null for running on
 * @param log what it writes after its start
 */
record Behaviour(
    @Nullable String pullError,
    Duration pullTakes,
    boolean neverReady,
    @Nullable Duration readyAfter,
    @Nullable Ending ending,
    List<String> log) {
  static final Duration PULL = Duration.ofSeconds(1);
  static final Behaviour WELL = new Behaviour(null, PULL, false, null, null, List.of());

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

  /** The same, but ending well after a while unless it ends anyway. */
  Behaviour completing(Duration after) {
    return ending != null
        ? this
        : new Behaviour(pullError, pullTakes, neverReady, readyAfter, Ending.exit(0, after), log);
  }
}
