package dev.tend.cli.command;

import dev.tend.apply.ApplyReport;
import dev.tend.cli.Claim;
import dev.tend.cli.Deletion;
import dev.tend.cli.ExitCode;
import dev.tend.cli.Pipeline;
import dev.tend.cli.Session;
import dev.tend.cli.output.ApplyPrinter;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.UsageFailure;
import dev.tend.render.Rendered;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tend delete}. */
@Command(
    name = "delete",
    description = "Deletes what was applied, in reverse order, and waits until it is gone.")
final class DeleteCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final Words words = new Words();
  @Mixin private final TextOrJson format = new TextOrJson();

  @Option(
      names = "--app",
      paramLabel = "NAME",
      description = "Delete all that this app consists of, and forget it.")
  private @Nullable String app;

  @Option(
      names = {"-y", "--yes"},
      description = "Don't ask first; without a terminal nobody is asked.")
  private boolean yes;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "5m",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ZERO;

  @Option(names = "--var", paramLabel = "NAME=VALUE", description = "Sets a variable of an App.")
  private Map<String, String> variables = new TreeMap<>();

  DeleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.interrupt().interrupts(Thread.currentThread());
    Pipeline pipeline = new Pipeline(session);
    Deletion deletion = deletion(pipeline);
    if (deletion.objects().isEmpty()) {
      session.console().say("nothing to delete");
      return ExitCode.FINE.number();
    }
    new Consent(session).confirm(deletion.objects(), yes);
    boolean json = format.format() == TextOrJson.Format.JSON;
    try (Claim ignored = pipeline.claim(deletion, timeout);
        ApplyPrinter printer = ApplyPrinter.of(json, session.console())) {
      ApplyReport report = pipeline.delete(deletion, timeout, printer);
      printer.finish(report);
      if (session.interrupted()) {
        return session.brokenOff();
      }
      return report.succeeded() ? ExitCode.FINE.number() : ExitCode.NO.number();
    }
  }

  private Deletion deletion(Pipeline pipeline) {
    if (app != null) {
      if (!words.all(session).isEmpty()) {
        throw new UsageFailure(
            "sources and --app name different things to delete", "name one or the other");
      }
      return Deletion.ofApp(
          session.cluster(), session.environment().clock(), app, session.namespace());
    }
    if (words.all(session).isEmpty()) {
      throw new UsageFailure(
          "nothing is named that could be deleted",
          "name sources, or an app: tend delete --app NAME (tend status lists the apps)");
    }
    Rendered rendered = pipeline.render(words.all(session), variables);
    if (!pipeline.sound(rendered, false)) {
      throw new KnownFailure("the sources can't be read, so nothing was deleted", "");
    }
    return pipeline.deletionOf(rendered);
  }
}
