package dev.tend.cli.command;

import dev.tend.apply.ApplyReport;
import dev.tend.cli.ExitCode;
import dev.tend.cli.Pipeline;
import dev.tend.cli.Session;
import dev.tend.cli.output.ApplyPrinter;
import dev.tend.cli.output.PlanPrinter;
import dev.tend.diff.Change;
import dev.tend.diff.Plan;
import dev.tend.manifest.ResourceId;
import dev.tend.render.AppSpec;
import dev.tend.render.Rendered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tend apply}. */
@Command(
    name = "apply",
    description = {
      "Makes the cluster match the sources, and waits until all is ready.",
      "",
      "  tend apply --sandbox testdata/apps/shop    in the embedded control plane",
      "  tend apply k8s/ -n web                     a folder, into a namespace",
      "  kustomize build . | tend apply -           what another tool rendered"
    })
final class ApplyCommand implements Callable<Integer> {
  /** How far an apply goes. */
  enum DryRun {
    NONE,
    CLIENT,
    SERVER
  }

  private final Session session;

  @Mixin private final Words words = new Words();
  @Mixin private final AppOptions app = new AppOptions();
  @Mixin private final TextOrJson format = new TextOrJson();

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
      description = "How long to wait (default: the App's, else 5m).")
  private @Nullable Duration timeout;

  @Option(
      names = "--dry-run",
      arity = "0..1",
      paramLabel = "WHERE",
      defaultValue = "none",
      fallbackValue = "server",
      description = "Only show the plan; client asks no cluster: none, client or server.")
  private DryRun dryRun = DryRun.NONE;

  @Option(
      names = {"-y", "--yes"},
      description = "Don't ask before something is deleted or made anew.")
  private boolean yes;

  @Option(names = "--create-namespace", description = "Create the namespace if it isn't there.")
  private boolean createNamespace;

  @Option(names = "--var", paramLabel = "NAME=VALUE", description = "Sets a variable of an App.")
  private Map<String, String> variables = new TreeMap<>();

  ApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.interrupt().interrupts(Thread.currentThread());
    Pipeline pipeline = new Pipeline(session);
    Rendered desired = pipeline.render(words.all(), variables);
    if (!pipeline.sound(desired, app.validate)) {
      return ExitCode.NO.number();
    }
    if (dryRun == DryRun.CLIENT) {
      desired.manifests().forEach(manifest -> session.console().out().println(manifest.id()));
      return ExitCode.FINE.number();
    }
    Pipeline.Settings settings = app.settings(desired, createNamespace);
    Plan plan = pipeline.plan(desired, settings);
    if (dryRun == DryRun.SERVER || !plan.problems().isEmpty()) {
      PlanPrinter.Format planFormat =
          format.format() == TextOrJson.Format.JSON
              ? PlanPrinter.Format.JSON
              : PlanPrinter.Format.TEXT;
      PlanPrinter.of(planFormat, session.console()).print(plan);
      return plan.problems().isEmpty() ? ExitCode.FINE.number() : ExitCode.NO.number();
    }
    return execute(pipeline, plan, settings, waitLimit(desired));
  }

  private int execute(
      Pipeline pipeline, Plan plan, Pipeline.Settings settings, Duration waitLimit) {
    new Consent(session).confirm(deletions(plan), yes);
    boolean consent = yes || session.environment().canAsk();
    try (ApplyPrinter printer =
        ApplyPrinter.of(format.format() == TextOrJson.Format.JSON, session.console())) {
      ApplyReport report =
          pipeline.apply(plan, settings, new Pipeline.Waiting(await, waitLimit), consent, printer);
      printer.finish(report);
      if (session.interrupted()) {
        return ExitCode.INTERRUPTED.number();
      }
      return report.succeeded() ? ExitCode.FINE.number() : ExitCode.NO.number();
    }
  }

  /** Prunes, and objects that are made anew. */
  private static List<ResourceId> deletions(Plan plan) {
    return plan.changes().stream()
        .filter(change -> change instanceof Change.Prune || change instanceof Change.Recreate)
        .map(Change::id)
        .toList();
  }

  private Duration waitLimit(Rendered rendered) {
    if (timeout != null) {
      return timeout;
    }
    return rendered.app().flatMap(AppSpec::waitTimeout).orElse(Duration.ofMinutes(5));
  }
}
