package dev.tend.cli;

import dev.tend.cli.output.Console;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
public final class GlobalOptions {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "Namespace for objects that name none (default: the context's).")
  @Nullable String namespace;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Kubeconfig to use (default: $KUBECONFIG, then ~/.kube/config).")
  @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "Context of the kubeconfig (default: its current one).")
  @Nullable String context;

  @Option(
      names = "--sandbox",
      // A flag that its variable has set already is turned by the flag without this.
      fallbackValue = "true",
      scope = ScopeType.INHERIT,
      description = "Use the embedded control plane; it is started if it isn't running.")
  boolean sandbox;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      scope = ScopeType.INHERIT,
      description = "Colour the output: auto, always or never (NO_COLOR is honoured).")
  Console.Color color = Console.Color.AUTO;

  @Option(
      names = {"-q", "--quiet"},
      fallbackValue = "true",
      scope = ScopeType.INHERIT,
      description = "Print the result and errors only.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      fallbackValue = "true",
      scope = ScopeType.INHERIT,
      description = "Say more about what is done.")
  boolean verbose;

  Console.Verbosity verbosity() {
    return quiet
        ? Console.Verbosity.QUIET
        : verbose ? Console.Verbosity.VERBOSE : Console.Verbosity.NORMAL;
  }
}
