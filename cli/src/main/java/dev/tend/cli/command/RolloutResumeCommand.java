package dev.tend.cli.command;

import dev.tend.apply.rollout.Rollouts;
import dev.tend.cli.ExitCode;
import dev.tend.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tend rollout resume}. */
@Command(name = "resume", description = "Lets a paused Deployment roll out again.")
final class RolloutResumeCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final Workload workload = new Workload();

  RolloutResumeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Workload.Named named = workload.find(session);
    new Rollouts(session.cluster(), session.environment().clock())
        .resume(named.id(), named.apiVersion());
    session.console().out().println("resumed " + named.id());
    return ExitCode.FINE.number();
  }
}
