package dev.tend.cli.command;

import dev.tend.cli.ExitCode;
import dev.tend.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tend sandbox status}. */
@Command(name = "status", description = "Says whether the sandbox runs, and where.")
final class SandboxStatusCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final TextOrJson format = new TextOrJson();

  SandboxStatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!format.printJson(session, session.sandbox()::document)) {
      session.sandbox().describe().forEach(session.console().out()::println);
    }
    return ExitCode.FINE.number();
  }
}
