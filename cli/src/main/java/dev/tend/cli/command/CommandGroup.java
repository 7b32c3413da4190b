package dev.tend.cli.command;

import dev.tend.cli.Session;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only groups others: run alone, it says so. */
abstract class CommandGroup implements Runnable {
  final Session session;

  @Spec private CommandSpec spec;

  CommandGroup(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say which: " + String.join(", ", spec.subcommands().keySet()));
  }
}
