package dev.tend.cli.command;

import dev.tend.cli.ExitCode;
import dev.tend.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tend sandbox reset}. */
@Command(name = "reset", description = "Empties the sandbox: all its objects go.")
final class SandboxResetCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final TextOrJson format = new TextOrJson();

  SandboxResetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.sandbox().reset();
    session.console().say("the sandbox is empty");
    format.printJson(session, session.sandbox()::document);
    return ExitCode.FINE.number();
  }
}
