package dev.tend.sandbox.kubelet;

import dev.tend.manifest.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What containers use while they run.
 *
 * @param stages in the order of their times; at least one
 */
record UsageRule(Rule.Match match, List<Stage> stages) {
  /** How much of a resource: an amount, or a share of what is requested (1 is all of it). */
  sealed interface Level {
    record Amount(Quantity quantity) implements Level {}

    record Share(BigDecimal ofRequest) implements Level {}
  }

  /**
   * From a time on.
   *
   * @param after the container's start, in kubelet time
   * @param shared whether the amounts are those of all pods of one controller together
   */
  record Stage(Duration after, SortedMap<String, Level> levels, boolean shared) {
    Stage {
      levels = new TreeMap<>(levels);
    }

    Optional<Level> of(String resource) {
      return Optional.ofNullable(levels.get(resource));
    }
  }

  UsageRule {
    stages = List.copyOf(stages);
  }

  /** The last that has begun; before the first one there is none. */
  Optional<Stage> at(Duration running) {
    return stages.stream()
        .filter(stage -> stage.after().compareTo(running) <= 0)
        .reduce((earlier, later) -> later);
  }
}
