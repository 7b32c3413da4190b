package dev.tend.cli.command;

import dev.tend.apply.rollout.Rollouts;
import dev.tend.cli.ExitCode;
import dev.tend.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tend rollout pause}. */
@Command(name = "pause", description = "Keeps changes of a Deployment from being rolled out.")
final class RolloutPauseCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final Workload workload = new Workload();

  RolloutPauseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Workload.Named named = workload.find(session);
    new Rollouts(session.cluster(), session.environment().clock())
        .pause(named.id(), named.apiVersion());
    session.console().out().println("paused " + named.id());
    return ExitCode.FINE.number();
  }
}
