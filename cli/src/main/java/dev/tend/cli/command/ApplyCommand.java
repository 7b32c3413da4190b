package dev.tend.cli.command;

import dev.tend.apply.ApplyReport;
import dev.tend.apply.history.Provenance;
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
import dev.tend.manifest.KnownFailure;
import dev.tend.render.AppSpec;
import dev.tend.render.Rendered;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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

  @Option(
      names = "--rollback-on-failure",
      description = "Where it fails, go back to the app's last revision that went well.")
  private boolean rollbackOnFailure;

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
    Duration limit = waitLimit(desired);
    if (dryRun == DryRun.SERVER) {
      Plan plan = pipeline.plan(desired, settings);
      print(plan);
      return plan.problems().isEmpty() ? ExitCode.FINE.number() : ExitCode.NO.number();
    }
    try (Claim claim = pipeline.claim(settings, limit)) {
      Plan plan = pipeline.plan(desired, settings);
      if (!plan.problems().isEmpty()) {
        print(plan);
        return ExitCode.NO.number();
      }
      new Consent(session).confirm(Consent.deletions(plan), yes);
      return execute(pipeline, order(pipeline, plan, settings, limit), claim);
    }
  }

  private void print(Plan plan) {
    PlanPrinter.Format planFormat = isJson() ? PlanPrinter.Format.JSON : PlanPrinter.Format.TEXT;
    PlanPrinter.of(planFormat, session.console()).print(plan);
  }

  private boolean isJson() {
    return format.format() == TextOrJson.Format.JSON;
  }

  private Pipeline.Order order(
      Pipeline pipeline, Plan plan, Pipeline.Settings settings, Duration limit) {
    boolean records = settings.app().isPresent() && !plan.isEmpty();
    return new Pipeline.Order(
        plan,
        settings,
        new Pipeline.Waiting(await, limit),
        yes || session.environment().canAsk(),
        records ? pipeline.provenance(words.all()) : Provenance.UNKNOWN);
  }

  private int execute(Pipeline pipeline, Pipeline.Order order, Claim claim) {
    try (ApplyPrinter printer = ApplyPrinter.of(isJson(), session.console())) {
      ApplyReport report = pipeline.apply(order, claim, printer);
      printer.finish(report);
      if (session.interrupted()) {
        return ExitCode.INTERRUPTED.number();
      }
      if (report.succeeded()) {
        return ExitCode.FINE.number();
      }
    }
    if (rollbackOnFailure) {
      goBack(pipeline, order, claim);
    }
    return ExitCode.NO.number();
  }

  /** The exit code stays: what was asked for didn't come about. */
  private void goBack(Pipeline pipeline, Pipeline.Order order, Claim claim) {
    String app =
        order
            .settings()
            .app()
            .orElseThrow(
                () ->
                    new KnownFailure(
                        "There is no way back: objects that belong to no app have no history",
                        "Name the app: --app NAME"));
    Ownership owner = pipeline.owner(app, order.settings());
    Revision target = pipeline.apps().earlier(owner, Optional.empty());
    session.console().say("back to revision %d of app %s".formatted(target.number(), app));
    Rollback rollback = new Rollback(pipeline, owner, target);
    try (ApplyPrinter printer = ApplyPrinter.of(isJson(), session.console())) {
      printer.finish(rollback.execute(rollback.plan(), order.waiting(), claim, printer));
    }
  }

  private Duration waitLimit(Rendered rendered) {
    if (timeout != null) {
      return timeout;
    }
    return rendered.app().flatMap(AppSpec::waitTimeout).orElse(Duration.ofMinutes(5));
  }
}
