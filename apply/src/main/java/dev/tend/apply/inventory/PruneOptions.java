package dev.tend.apply.inventory;

import java.util.OptionalInt;
import java.util.Set;

/**
 * What a prune may do.
 *
 * @param enabled false: nothing is pruned; what isn't wanted any more is told and stays in the
 *     inventory
 * @param maxDeletions no prune at all where more objects would go; empty: at most half of the app,
 *     or ten
 * @param consent kinds ({@code Namespace}, {@code PersistentVolumeClaim} ...) that may be pruned
 *     although data goes with them
 */
public record PruneOptions(boolean enabled, OptionalInt maxDeletions, Set<String> consent) {
  public static final PruneOptions DISABLED =
      new PruneOptions(false, OptionalInt.empty(), Set.of());

  public static final PruneOptions CAUTIOUS = new PruneOptions(true, OptionalInt.empty(), Set.of());

  public PruneOptions {
    consent = Set.copyOf(consent);
  }
}
