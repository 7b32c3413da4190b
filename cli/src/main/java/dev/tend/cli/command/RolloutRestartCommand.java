package dev.tend.cli.command;

import dev.tend.apply.rollout.Rollouts;
import dev.tend.cli.ExitCode;
import dev.tend.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tend rollout restart}. */
@Command(name = "restart", description = "Replaces all pods of a workload, by its own strategy.")
final class RolloutRestartCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final Workload workload = new Workload();

  RolloutRestartCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Workload.Named named = workload.find(session);
    new Rollouts(session.cluster(), session.environment().clock())
        .restart(named.id(), named.apiVersion());
    session.console().out().println("restarted " + named.id());
    return ExitCode.FINE.number();
  }
}
