package dev.tend.cli.command;

import dev.tend.cli.ExitCode;
import dev.tend.cli.Session;
import dev.tend.cli.completion.CompletionScripts;
import dev.tend.cli.completion.CompletionScripts.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tend completion}. */
@Command(
    name = "completion",
    description = {
      "Prints a completion script.",
      "",
      "  bash        source <(tend completion bash)",
      "  zsh         tend completion zsh > \"$${fpath[1]}/_tend\"",
      "  fish        tend completion fish > ~/.config/fish/completions/tend.fish",
      "  powershell  tend completion powershell | Out-String | Invoke-Expression"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh, fish or powershell.")
  private Shell shell = Shell.BASH;

  @Spec private CommandSpec spec;

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.console().out().print(CompletionScripts.write(shell, spec.root()));
    return ExitCode.FINE.number();
  }
}
