package dev.tend.cli.command;

import dev.tend.cli.GlobalOptions;
import dev.tend.cli.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code tend} itself: it only holds what all commands share. */
@Command(
    name = "tend",
    description = "Makes a Kubernetes cluster match what git says.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Try it without a cluster:",
      "  tend apply --sandbox testdata/apps/shop    rolls an app out in the embedded control plane",
      "  tend COMMAND --help                        tells all about a command"
    })
final class RootCommand implements Runnable {
  @Mixin private final GlobalOptions options;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print which tend this is and exit; tend version tells more.")
  private boolean version;

  @Spec private CommandSpec spec;

  RootCommand(Session session) {
    this.options = session.options();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
