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
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.UsageFailure;
import java.util.Optional;

/** Executes a plan and, where that fails and it is asked for, goes back to what was before. */
record ApplyRun(Session session, Pipeline pipeline, boolean json, boolean rollbackOnFailure) {

  /** Refuses at once what could only be refused when it is too late. */
  void check(Pipeline.Settings settings) {
    if (rollbackOnFailure && settings.app().isEmpty()) {
      throw new UsageFailure(
          "Objects that belong to no app have no history, so there would be no way back",
          "Name the app: --app NAME");
    }
  }

  int execute(Pipeline.Order order, Claim claim) {
    try (ApplyPrinter printer = ApplyPrinter.of(json, session.console())) {
      ApplyReport report = pipeline.apply(order, claim, printer);
      printer.finish(report);
      if (session.interrupted()) {
        return session.brokenOff();
      }
      if (report.succeeded()) {
        return ExitCode.FINE.number();
      }
    }
    if (rollbackOnFailure) {
      order.settings().app().ifPresent(app -> goBack(app, order, claim));
    }
    // Also after the way back: what was asked for didn't come about.
    return ExitCode.NO.number();
  }

  private void goBack(String app, Pipeline.Order order, Claim claim) {
    Ownership owner = pipeline.owner(app, order.settings());
    try {
      Revision target = pipeline.apps().earlier(owner, Optional.empty());
      String revision = "revision %d of app %s".formatted(target.number(), app);
      session.console().say("back to " + revision);
      boolean back = goBack(owner, target, order, claim);
      session
          .console()
          .fail(
              (back
                      ? "The apply failed, and was taken back: this is "
                      : "The apply failed, and so did the way back to ")
                  + revision,
              "");
    } catch (KnownFailure e) {
      session.console().fail("There is no way back: " + e.message(), e.hint());
    }
  }

  private boolean goBack(Ownership owner, Revision target, Pipeline.Order order, Claim claim) {
    Pipeline.Settings settings = order.settings();
    Rollback rollback =
        new Rollback(pipeline, owner, target, settings.force(), settings.pruneConsent());
    try (ApplyPrinter printer = ApplyPrinter.of(json, session.console())) {
      ApplyReport report =
          rollback.execute(rollback.plan(), order.waiting(), order.consent(), claim, printer);
      printer.finish(report);
      return report.succeeded();
    }
  }
}
