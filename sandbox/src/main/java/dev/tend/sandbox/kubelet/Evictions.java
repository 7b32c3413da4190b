package dev.tend.sandbox.kubelet;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** When rules say that a pod is thrown off its node. */
final class Evictions {
  private Evictions() {}

  /**
   * @param container the one that takes too much
   */
  record Due(Instant time, ContainerRun container, String resource) {
    Verdict verdict() {
      return Verdict.evicted(container.spec(), resource);
    }
  }

  /** The first that comes, as far as it can be foreseen. */
  static Optional<Due> next(PodRun run, Host host) {
    return run.mains().stream()
        .flatMap(container -> due(container, host).stream())
        .min(Comparator.comparing(Due::time));
  }

  private static Optional<Due> due(ContainerRun container, Host host) {
    Behaviour.Eviction eviction = host.behaviour(container.spec()).eviction();
    return eviction != null && container.state() instanceof ContainerState.Running running
        ? Optional.of(
            new Due(
                running.since().plus(host.paced(eviction.after())), container, eviction.resource()))
        : Optional.empty();
  }
}
