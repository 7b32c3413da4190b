package dev.tend.cli.command;

import dev.tend.cli.KustomizeChoice;
import dev.tend.render.kustomize.Build;
import picocli.CommandLine.Option;

/** The options of {@code kustomize build} that hands know. */
final class KustomizeFlags {
  /** Which files a kustomization may read; the names are kustomize's. */
  enum LoadRestrictor {
    LoadRestrictionsRootOnly,
    LoadRestrictionsNone
  }

  @Option(
      names = "--load-restrictor",
      paramLabel = "WHICH",
      defaultValue = "LoadRestrictionsRootOnly",
      description =
          "Files that a kustomization may read: LoadRestrictionsRootOnly (in or below its folder)"
              + " or LoadRestrictionsNone.")
  private LoadRestrictor loadRestrictor = LoadRestrictor.LoadRestrictionsRootOnly;

  @Option(
      names = "--reorder",
      paramLabel = "ORDER",
      defaultValue = "legacy",
      description =
          "Order of a kustomization's objects unless it has sortOptions: legacy or none"
              + " (default: ${DEFAULT-VALUE}).")
  private Build.Order order = Build.Order.LEGACY;

  KustomizeChoice choice() {
    return new KustomizeChoice(loadRestrictor == LoadRestrictor.LoadRestrictionsRootOnly, order);
  }
}
