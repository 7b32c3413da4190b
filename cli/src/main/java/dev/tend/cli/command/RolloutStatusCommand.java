package dev.tend.cli.command;

import dev.tend.apply.ApplyReport;
import dev.tend.apply.rollout.RolloutReport;
import dev.tend.apply.rollout.Rollouts;
import dev.tend.cli.ExitCode;
import dev.tend.cli.Session;
import dev.tend.cli.output.ApplyPrinter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tend rollout status}. */
@Command(
    name = "status",
    description = "Waits until a rollout is complete, and says why when it is stuck.")
final class RolloutStatusCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final Workload workload = new Workload();
  @Mixin private final TextOrJson format = new TextOrJson();

  @Option(
      names = {"-w", "--watch"},
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Wait until it ends; --no-watch only looks once.")
  private boolean watch;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "10m",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ZERO;

  RolloutStatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.interrupt().interrupts(Thread.currentThread());
    Workload.Named named = workload.find(session);
    Rollouts rollouts = new Rollouts(session.cluster(), session.environment().clock());
    try (ApplyPrinter printer =
        ApplyPrinter.of(format.format() == TextOrJson.Format.JSON, session.console())) {
      Duration limit = watch ? timeout : Duration.ZERO;
      RolloutReport report = rollouts.status(named.id(), named.apiVersion(), limit, printer);
      printer.finish(new ApplyReport(List.of(), List.of(), List.of(), Optional.of(report)));
      if (session.interrupted()) {
        return ExitCode.INTERRUPTED.number();
      }
      return report.succeeded() ? ExitCode.FINE.number() : ExitCode.NO.number();
    }
  }
}
