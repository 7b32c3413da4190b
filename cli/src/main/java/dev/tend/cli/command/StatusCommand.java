package dev.tend.cli.command;

import dev.tend.apply.Apps;
import dev.tend.cli.ExitCode;
import dev.tend.cli.Pipeline;
import dev.tend.cli.Session;
import dev.tend.cli.output.StatusPrinter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tend status}. */
@Command(
    name = "status",
    description = {
      "Lists the apps of the cluster, or says how each object of an app is doing, and why.",
      "",
      "Exit code 0 says that all of the app is ready, 1 that something isn't."
    })
final class StatusCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "APP", description = "The app (default: list them).")
  private @Nullable String app;

  @Mixin private final TextOrJson format = new TextOrJson();

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.interrupt().interrupts(Thread.currentThread());
    Apps apps = new Pipeline(session).apps();
    StatusPrinter printer =
        new StatusPrinter(session.console(), format.format() == TextOrJson.Format.JSON);
    if (app == null) {
      printer.list(apps.list(session.namespace().orElse("")));
      return ExitCode.FINE.number();
    }
    Apps.Status status = apps.status(apps.find(app, session.namespace()));
    printer.whole(status);
    if (session.interrupted()) {
      return ExitCode.INTERRUPTED.number();
    }
    return status.objects().succeeded() ? ExitCode.FINE.number() : ExitCode.NO.number();
  }
}
