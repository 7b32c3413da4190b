package dev.tend.cli.command;

import dev.tend.apply.ApplyReport;
import dev.tend.apply.history.Revision;
import dev.tend.apply.inventory.Ownership;
import dev.tend.cli.Claim;
import dev.tend.cli.ExitCode;
import dev.tend.cli.Pipeline;
import dev.tend.cli.Rollback;
import dev.tend.cli.Session;
import dev.tend.cli.output.ApplyPrinter;
import dev.tend.cli.output.PlanPrinter;
import dev.tend.diff.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tend rollback}. */
@Command(
    name = "rollback",
    description = {
      "Brings an app back to an earlier revision, and waits until all is ready.",
      "",
      "What came with later revisions is deleted. This makes a new revision."
    })
final class RollbackCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final AppName app = new AppName();
  @Mixin private final TextOrJson format = new TextOrJson();

  @Option(
      names = "--to",
      paramLabel = "N",
      description = "The revision to go back to (default: the last one that went well).")
  private @Nullable Integer to;

  @Option(
      names = "--wait",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Wait until all is ready, or don't (default: wait).")
  private boolean await;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "5m",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ZERO;

  @Mixin private final ConflictOptions conflicts = new ConflictOptions();

  @Option(
      names = "--prune-allow",
      split = ",",
      paramLabel = "KIND",
      description = "Kinds that may be pruned although data goes with them: Namespace, ...")
  private List<String> pruneConsent = new ArrayList<>();

  @Option(names = "--dry-run", description = "Only show what would change.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Don't ask before something is deleted or made anew.")
  private boolean yes;

  RollbackCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.interrupt().interrupts(Thread.currentThread());
    Pipeline pipeline = new Pipeline(session);
    Ownership owner = app.find(session, pipeline);
    boolean json = format.format() == TextOrJson.Format.JSON;
    try (Claim claim = dryRun ? Claim.NONE : pipeline.claim(owner, timeout)) {
      Revision target = pipeline.apps().earlier(owner, Optional.ofNullable(to));
      Rollback rollback =
          new Rollback(pipeline, owner, target, conflicts.force(), Set.copyOf(pruneConsent));
      Plan plan = rollback.plan();
      if (dryRun || !plan.problems().isEmpty()) {
        PlanPrinter.of(json ? PlanPrinter.Format.JSON : PlanPrinter.Format.TEXT, session.console())
            .print(plan);
        return plan.problems().isEmpty() ? ExitCode.FINE.number() : ExitCode.NO.number();
      }
      new Consent(session).confirm(plan, yes);
      session
          .console()
          .say("back to revision %d of app %s".formatted(target.number(), owner.app()));
      try (ApplyPrinter printer = ApplyPrinter.of(json, session.console())) {
        ApplyReport report =
            rollback.execute(
                plan,
                new Pipeline.Waiting(await, timeout),
                yes || session.environment().canAsk(),
                claim,
                printer);
        printer.finish(report);
        if (session.interrupted()) {
          return session.brokenOff();
        }
        return report.succeeded() ? ExitCode.FINE.number() : ExitCode.NO.number();
      }
    }
  }
}
