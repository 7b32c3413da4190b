package dev.tend.cli.command;

import dev.tend.cli.Session;
import picocli.CommandLine;

/** The tree of commands, made by hand in one place. */
public final class Commands {
  private Commands() {}

  /** All commands, working in this session. */
  public static CommandLine of(Session session) {
    CommandLine root = new CommandLine(new RootCommand(session));
    root.addSubcommand(new RenderCommand(session));
    root.addSubcommand(new ValidateCommand(session));
    root.addSubcommand(new DiffCommand(session));
    root.addSubcommand(new ApplyCommand(session));
    root.addSubcommand(new DeleteCommand(session));
    root.addSubcommand(new StatusCommand(session));
    root.addSubcommand(new HistoryCommand(session));
    root.addSubcommand(new RollbackCommand(session));
    root.addSubcommand(
        new CommandLine(new RolloutCommand(session))
            .addSubcommand(new RolloutStatusCommand(session))
            .addSubcommand(new RolloutHistoryCommand(session))
            .addSubcommand(new RolloutUndoCommand(session))
            .addSubcommand(new RolloutPauseCommand(session))
            .addSubcommand(new RolloutResumeCommand(session))
            .addSubcommand(new RolloutRestartCommand(session)));
    root.addSubcommand(new SyncCommand(session));
    root.addSubcommand(
        new CommandLine(new SandboxCommand(session))
            .addSubcommand(new SandboxUpCommand(session))
            .addSubcommand(new SandboxDownCommand(session))
            .addSubcommand(new SandboxStatusCommand(session))
            .addSubcommand(new SandboxResetCommand(session))
            .addSubcommand(new SandboxKubeconfigCommand(session)));
    root.addSubcommand(new CompletionCommand(session));
    root.addSubcommand(new VersionCommand(session));
    root.addSubcommand(new ManCommand());
    return root;
  }
}
