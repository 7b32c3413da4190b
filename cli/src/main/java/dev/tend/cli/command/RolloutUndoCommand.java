package dev.tend.cli.command;

import dev.tend.apply.rollout.Rollouts;
import dev.tend.apply.rollout.WorkloadRevision;
import dev.tend.cli.ExitCode;
import dev.tend.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tend rollout undo}. */
@Command(
    name = "undo",
    description = "Goes back to the revision before, or to the one that is named.")
final class RolloutUndoCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final Workload workload = new Workload();

  @Option(
      names = "--to-revision",
      paramLabel = "N",
      defaultValue = "0",
      description = "The revision to go back to (default: the one before).")
  private long toRevision;

  RolloutUndoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Workload.Named named = workload.find(session);
    WorkloadRevision target =
        new Rollouts(session.cluster(), session.environment().clock())
            .undo(named.id(), named.apiVersion(), toRevision);
    session
        .console()
        .out()
        .println("rolled back " + named.id() + " to revision " + target.number());
    return ExitCode.FINE.number();
  }
}
