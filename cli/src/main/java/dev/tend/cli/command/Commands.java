package dev.tend.cli.command;

import dev.tend.cli.Session;
import dev.tend.cli.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/** The tree of commands, made by hand in one place. */
public final class Commands {
  private static final Set<String> DESCRIBE_ALL = Set.of("completion", "help", "man");

  private Commands() {}

  /** All commands, working in this session. */
  public static CommandLine of(Session session) {
    CommandLine root = root(session);
    all().forEach((name, command) -> root.addSubcommand(command.apply(session)));
    return root;
  }

  /**
   * The commands that these arguments need: where the first one names a command, the others only
   * take time.
   */
  public static CommandLine of(Session session, List<String> arguments) {
    String first = arguments.isEmpty() ? "" : arguments.getFirst();
    Function<Session, CommandLine> named = all().get(first);
    return named == null || DESCRIBE_ALL.contains(first)
        ? of(session)
        : root(session).addSubcommand(named.apply(session));
  }

  private static CommandLine root(Session session) {
    CommandLine root = new CommandLine(new RootCommand(session));
    root.getCommandSpec().versionProvider(() -> new String[] {"tend " + Version.text()});
    return root;
  }

  private static Map<String, Function<Session, CommandLine>> all() {
    Map<String, Function<Session, CommandLine>> all = new LinkedHashMap<>();
    all.put("render", session -> new CommandLine(new RenderCommand(session)));
    all.put("validate", session -> new CommandLine(new ValidateCommand(session)));
    all.put("explain", session -> new CommandLine(new ExplainCommand(session)));
    all.put("diff", session -> new CommandLine(new DiffCommand(session)));
    all.put("apply", session -> new CommandLine(new ApplyCommand(session)));
    all.put("delete", session -> new CommandLine(new DeleteCommand(session)));
    all.put("status", session -> new CommandLine(new StatusCommand(session)));
    all.put("history", session -> new CommandLine(new HistoryCommand(session)));
    all.put("rollback", session -> new CommandLine(new RollbackCommand(session)));
    all.put(
        "rollout",
        session ->
            new CommandLine(new RolloutCommand(session))
                .addSubcommand(new RolloutStatusCommand(session))
                .addSubcommand(new RolloutHistoryCommand(session))
                .addSubcommand(new RolloutUndoCommand(session))
                .addSubcommand(new RolloutPauseCommand(session))
                .addSubcommand(new RolloutResumeCommand(session))
                .addSubcommand(new RolloutRestartCommand(session)));
    all.put("sync", session -> new CommandLine(new SyncCommand(session)));
    all.put(
        "sandbox",
        session ->
            new CommandLine(new SandboxCommand(session))
                .addSubcommand(new SandboxUpCommand(session))
                .addSubcommand(new SandboxDownCommand(session))
                .addSubcommand(new SandboxStatusCommand(session))
                .addSubcommand(new SandboxResetCommand(session))
                .addSubcommand(new SandboxKubeconfigCommand(session)));
    all.put("completion", session -> new CommandLine(new CompletionCommand(session)));
    all.put("help", session -> new CommandLine(new HelpCommand()));
    all.put("version", session -> new CommandLine(new VersionCommand(session)));
    all.put("man", session -> new CommandLine(new ManCommand()));
    return all;
  }
}
