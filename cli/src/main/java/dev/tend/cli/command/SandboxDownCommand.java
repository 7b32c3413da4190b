package dev.tend.cli.command;

import dev.tend.cli.ExitCode;
import dev.tend.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tend sandbox down}. */
@Command(name = "down", description = "Stops the sandbox and keeps its state.")
final class SandboxDownCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final TextOrJson format = new TextOrJson();

  SandboxDownCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    boolean stopped = session.sandbox().down();
    session.console().say(stopped ? "the sandbox is stopped" : "the sandbox was not running");
    format.printJson(session, session.sandbox()::document);
    return ExitCode.FINE.number();
  }
}
