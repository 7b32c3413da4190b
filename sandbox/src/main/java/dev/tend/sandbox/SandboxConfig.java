package dev.tend.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How a control plane is set up.
 *
 * @param stateFolder where objects, keys and certificates are kept; empty for memory only
 * @param port 0 for any free port (a state folder remembers the one it was given)
 * @param rules a file of kubelet rules, over the built-in ones
 * @param nodes how many simulated nodes a fresh state starts with
 * @param pace how long a kubelet takes for one step of a pod's life (pull, start, readiness)
 */
public record SandboxConfig(
    Optional<Path> stateFolder,
    int port,
    Optional<Path> rules,
    int nodes,
    Duration pace,
    Clock clock) {

  /** In memory, on any port, as fast as it goes: for tests. */
  public static SandboxConfig inMemory() {
    return new SandboxConfig(
        Optional.empty(), 0, Optional.empty(), 1, Duration.ofMillis(5), Clock.systemUTC());
  }
}
