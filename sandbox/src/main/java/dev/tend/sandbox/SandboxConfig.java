package dev.tend.sandbox;

import dev.tend.schema.KubernetesVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How a control plane is set up.
 *
 * @param stateFolder where objects, keys and certificates are kept; empty for memory only
 * @param port 0 for any free port (a state folder remembers the one it was given)
 * @param rules a file of rules: how containers behave, over the built-in ones, and which requests
 *     fail
 * @param nodes how many simulated nodes a fresh state starts with
 * @param pace how long a kubelet takes for one step of a pod's life (pull, start, readiness)
 * @param rbac whether roles say who may do what
 * @param kubernetesVersion what to behave like; empty for the version of the state, or the default
 */
public record SandboxConfig(
    Optional<Path> stateFolder,
    int port,
    Optional<Path> rules,
    int nodes,
    Duration pace,
    Clock clock,
    boolean rbac,
    Optional<KubernetesVersion> kubernetesVersion) {

  /** As the version of the state, or the default one. */
  public SandboxConfig(
      Optional<Path> stateFolder,
      int port,
      Optional<Path> rules,
      int nodes,
      Duration pace,
      Clock clock,
      boolean rbac) {
    this(stateFolder, port, rules, nodes, pace, clock, rbac, Optional.empty());
  }

  /** Where everybody may do everything. */
  public SandboxConfig(
      Optional<Path> stateFolder,
      int port,
      Optional<Path> rules,
      int nodes,
      Duration pace,
      Clock clock) {
    this(stateFolder, port, rules, nodes, pace, clock, false);
  }

  /** The same at a version of Kubernetes. */
  public SandboxConfig at(KubernetesVersion version) {
    return new SandboxConfig(
        stateFolder, port, rules, nodes, pace, clock, rbac, Optional.of(version));
  }

  /** In memory, on any port, as fast as it goes: for tests. */
  public static SandboxConfig inMemory() {
    return new SandboxConfig(
        Optional.empty(), 0, Optional.empty(), 1, Duration.ofMillis(5), Clock.systemUTC());
  }
}
