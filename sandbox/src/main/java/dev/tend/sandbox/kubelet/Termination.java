package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * How a container that is told to terminate does so: its hook first, then the signal, and when the
 * time is over, the end.
 *
 * @param takes at the sandbox's pace
 * @param exitCode what its process ends with
 */
record Termination(Duration takes, int exitCode) {
  private static final int KILLED = 137;

  /** What is left for the process when the hook has taken all the time. */
  private static final Duration LEAST = Duration.ofSeconds(2);

  /**
   * @param grace at the sandbox's pace
   */
  static Termination of(JsonNode container, Behaviour behaviour, Duration grace, Host host) {
    if (grace.isZero() || grace.isNegative()) {
      return new Termination(Duration.ZERO, KILLED);
    }
    Duration hook =
        least(
            Hooks.takes(container.path("lifecycle").path("preStop"), behaviour.preStop(), host),
            grace);
    Duration least = least(host.paced(LEAST), grace);
    Duration rest = grace.minus(hook);
    Duration left = rest.compareTo(least) < 0 ? least : rest;
    Duration wanted = host.paced(behaviour.stop().takes());
    boolean inTime = wanted.compareTo(left) <= 0;
    return new Termination(
        hook.plus(inTime ? wanted : left), inTime ? behaviour.stop().exitCode() : KILLED);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
