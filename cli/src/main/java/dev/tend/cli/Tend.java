package dev.tend.cli;

import dev.tend.apply.wire.Transport;
import dev.tend.cli.command.Commands;
import dev.tend.cli.output.Environment;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Runs a command line in an environment and answers with an exit code. */
public final class Tend {
  private Tend() {}

  /** Parses, runs, and turns whatever happens into one of the {@link ExitCode}s. */
  public static int run(Environment environment, String... args) {
    return run(new Session(environment), args);
  }

  /**
   * The same for somebody else, in the process that serves the sandbox.
   *
   * @param sandbox leads to it
   */
  public static int runResident(Transport sandbox, Environment environment, String... args) {
    return run(new Session(environment, Optional.of(sandbox)), args);
  }

  private static int run(Session session, String... args) {
    Environment environment = session.environment();
    CommandLine line = configured(Commands.of(session, List.of(args)), session);
    try {
      return line.execute(args);
    } finally {
      session.close();
      environment.out().flush();
      environment.err().flush();
    }
  }

  /** The whole tree of commands: also what help, completion and man pages are made from. */
  public static CommandLine commandLine(Session session) {
    return configured(Commands.of(session), session);
  }

  private static CommandLine configured(CommandLine line, Session session) {
    Environment environment = session.environment();
    line.setOut(writer(environment.out()));
    line.setErr(writer(environment.err()));
    line.setColorScheme(colorScheme(environment));
    line.setDefaultValueProvider(new EnvironmentDefaults(environment.variables()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(java.time.Duration.class, new DurationConverter());
    line.setParameterExceptionHandler(new UsageErrors());
    line.setExecutionExceptionHandler(new Failures(session));
    for (CommandLine each : withSubcommands(line)) {
      each.getCommandSpec()
          .usageMessage()
          .exitCodeListHeading("%nExit codes:%n")
          .exitCodeList(ExitCode.meanings())
          .width(usageWidth(environment));
    }
    return line;
  }

  private static Iterable<CommandLine> withSubcommands(CommandLine line) {
    var all = new java.util.LinkedHashSet<CommandLine>();
    var open = new java.util.ArrayDeque<CommandLine>();
    open.add(line);
    while (!open.isEmpty()) {
      CommandLine next = open.remove();
      if (all.add(next)) {
        open.addAll(next.getSubcommands().values());
      }
    }
    return all;
  }

  private static int usageWidth(Environment environment) {
    String columns = environment.variable("COLUMNS");
    int width = columns.matches("[0-9]{2,4}") ? Integer.parseInt(columns) : 100;
    return Math.max(60, Math.min(width, 120));
  }

  private static PrintWriter writer(java.io.PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static ColorScheme colorScheme(Environment environment) {
    boolean colour = environment.outIsTerminal() && environment.variable("NO_COLOR").isEmpty();
    return CommandLine.Help.defaultColorScheme(colour ? Ansi.ON : Ansi.OFF);
  }
}
