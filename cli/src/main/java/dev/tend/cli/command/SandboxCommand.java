package dev.tend.cli.command;

import dev.tend.cli.Session;
import picocli.CommandLine.Command;

/** {@code tend sandbox}: groups the commands below it. */
@Command(
    name = "sandbox",
    description = {
      "The embedded control plane, as a background process that kubectl can use too.",
      "",
      "Its state stands below $XDG_STATE_HOME/tend/sandbox: another XDG_STATE_HOME is another"
          + " sandbox."
    })
final class SandboxCommand extends CommandGroup {
  SandboxCommand(Session session) {
    super(session);
  }
}
