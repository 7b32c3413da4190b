package dev.tend.cli.command;

import dev.tend.apply.rollout.Rollouts;
import dev.tend.apply.rollout.WorkloadRevision;
import dev.tend.cli.ExitCode;
import dev.tend.cli.Session;
import dev.tend.cli.output.RevisionPrinter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tend rollout history}. */
@Command(name = "history", description = "Lists the revisions of a workload, oldest first.")
final class RolloutHistoryCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final Workload workload = new Workload();
  @Mixin private final TextOrJson format = new TextOrJson();

  @Option(
      names = "--revision",
      paramLabel = "N",
      defaultValue = "0",
      description = "Show the pod template of this revision.")
  private long revision;

  RolloutHistoryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Workload.Named named = workload.find(session);
    Rollouts rollouts = new Rollouts(session.cluster(), session.environment().clock());
    RevisionPrinter printer =
        new RevisionPrinter(session.console(), format.format() == TextOrJson.Format.JSON);
    if (revision > 0) {
      printer.whole(rollouts.revision(named.id(), named.apiVersion(), revision));
    } else {
      List<WorkloadRevision> revisions = rollouts.history(named.id(), named.apiVersion());
      printer.list(named.id(), revisions);
    }
    return ExitCode.FINE.number();
  }
}
