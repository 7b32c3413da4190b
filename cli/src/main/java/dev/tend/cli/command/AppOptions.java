package dev.tend.cli.command;

import dev.tend.cli.Pipeline;
import dev.tend.manifest.UsageFailure;
import dev.tend.render.AppSpec;
import dev.tend.render.Rendered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that diff and apply share: what belongs together, and what may go. */
final class AppOptions {
  @Option(
      names = "--app",
      paramLabel = "NAME",
      description = "The app that the objects belong to (default: the App's name, else none).")
  private @Nullable String name;

  @Option(
      names = "--prune",
      negatable = true,
      description = "Delete what the app held before and the sources hold no more.")
  private @Nullable Boolean prune;

  @Option(
      names = "--max-deletions",
      paramLabel = "N",
      description = "Prune nothing where more would go (default: the App's, else half of the app).")
  private @Nullable Integer maxDeletions;

  @Mixin private final ConflictOptions conflicts = new ConflictOptions();

  @Option(
      names = "--create-namespace",
      description = "Create the namespaces of the objects where they aren't there.")
  private boolean createNamespace;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "8",
      description = "Requests under way at once (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--validate",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Check the manifests offline first, or don't (default: check).")
  boolean validate;

  @Option(
      names = "--prune-allow",
      split = ",",
      paramLabel = "KIND",
      description = "Kinds that may be pruned although data goes with them: Namespace, ...")
  private List<String> pruneConsent = new ArrayList<>();

  /** How long to wait for what was applied, as the App says, else five minutes. */
  static Duration waitLimit(Rendered rendered) {
    return rendered.app().flatMap(AppSpec::waitTimeout).orElse(Duration.ofMinutes(5));
  }

  Pipeline.Settings settings(Rendered rendered) {
    Optional<AppSpec> app = rendered.app();
    if (name != null && !AppSpec.isName(name)) {
      throw new UsageFailure(
          "--app '%s' is no name for an app".formatted(name),
          "Use lower-case letters, digits and '-', 63 at most");
    }
    if (concurrency < 1) {
      throw new UsageFailure("--concurrency can't be %d".formatted(concurrency), "Take 1 or more");
    }
    Optional<String> appName = Optional.ofNullable(name).or(() -> app.map(AppSpec::name));
    boolean mayPrune =
        prune == null ? app.map(spec -> spec.prune().enabled()).orElse(false) : prune;
    OptionalInt cap =
        maxDeletions == null
            ? app.map(spec -> spec.prune().maxDeletions()).orElse(OptionalInt.empty())
            : OptionalInt.of(maxDeletions);
    return new Pipeline.Settings(
        appName,
        app.flatMap(AppSpec::namespace),
        mayPrune,
        cap,
        Set.copyOf(pruneConsent),
        conflicts.force(),
        concurrency,
        createNamespace,
        app.map(AppSpec::dependsOn).orElse(List.of()));
  }
}
