package dev.tend.cli.command;

import dev.tend.apply.history.Provenance;
import dev.tend.cli.Claim;
import dev.tend.cli.ExitCode;
import dev.tend.cli.Pipeline;
import dev.tend.cli.SavedPlan;
import dev.tend.cli.SavedPlans;
import dev.tend.cli.Session;
import dev.tend.cli.output.PlanPrinter;
import dev.tend.cli.output.ProblemPrinter;
import dev.tend.diff.Check;
import dev.tend.diff.Plan;
import dev.tend.diff.PlanLines;
import dev.tend.manifest.UsageFailure;
import dev.tend.render.Rendered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
      names = "--plan",
      paramLabel = "FILE",
      description = "Apply a plan of `tend diff --save-plan`, if it would still do just that.")
  private @Nullable Path planFile;

  @Option(
      names = "--rollback-on-failure",
      description = "Where it fails, go back to the app's last revision that went well.")
  private boolean rollbackOnFailure;

  @Option(names = "--var", paramLabel = "NAME=VALUE", description = "Sets a variable of an App.")
  private Map<String, String> variables = new TreeMap<>();

  ApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.interrupt().interrupts(Thread.currentThread());
    Pipeline pipeline = new Pipeline(session);
    if (planFile != null) {
      return applySaved(pipeline, planFile);
    }
    if (dryRun != DryRun.CLIENT) {
      session.prepareCluster();
    }
    Rendered desired = pipeline.render(words.all(session), variables);
    if (dryRun == DryRun.CLIENT) {
      return list(pipeline, desired);
    }
    Optional<Check> check = pipeline.wellFormed(desired, app.validate);
    return check.isEmpty() ? ExitCode.NO.number() : apply(pipeline, desired, check.get());
  }

  private int list(Pipeline pipeline, Rendered desired) {
    if (!pipeline.sound(desired, app.validate)) {
      return ExitCode.NO.number();
    }
    desired.manifests().forEach(manifest -> session.console().out().println(manifest.id()));
    return ExitCode.FINE.number();
  }

  private int apply(Pipeline pipeline, Rendered desired, Check check) {
    Pipeline.Settings settings = app.settings(desired);
    if (dryRun == DryRun.SERVER) {
      Plan plan = pipeline.plan(desired, settings, check);
      print(plan);
      return plan.problems().isEmpty() ? ExitCode.FINE.number() : ExitCode.NO.number();
    }
    ApplyRun run = run(pipeline);
    run.check(settings);
    Duration limit = timeout == null ? AppOptions.waitLimit(desired) : timeout;
    try (Claim claim = pipeline.claim(settings, limit)) {
      Plan plan = pipeline.planToApply(desired, settings, check);
      if (!plan.problems().isEmpty()) {
        refuse(plan);
        return ExitCode.NO.number();
      }
      new Consent(session).confirm(plan, yes);
      Pipeline.Order order =
          new Pipeline.Order(
              plan,
              settings,
              new Pipeline.Waiting(await, limit),
              yes || session.environment().canAsk(),
              provenance(pipeline, settings, plan));
      return run.execute(order, claim);
    }
  }

  /**
   * Found out before the work begins, as a commit may come meanwhile; where there is no work it is
   * hardly ever asked for, and looking through a work tree takes its time.
   */
  private Supplier<Provenance> provenance(
      Pipeline pipeline, Pipeline.Settings settings, Plan plan) {
    List<String> sources = words.all(session);
    if (settings.app().isEmpty() || plan.isEmpty()) {
      return () -> pipeline.provenance(sources);
    }
    Provenance now = pipeline.provenance(sources);
    return () -> now;
  }

  /** Whoever saved a plan has looked at it: nobody is asked again. */
  private int applySaved(Pipeline pipeline, Path file) {
    if (!words.all(session).isEmpty()) {
      throw new UsageFailure(
          "A plan holds its manifests: sources beside it have no meaning",
          "Leave out --plan or the sources");
    }
    SavedPlan saved = new SavedPlans(session).read(file);
    ApplyRun run = run(pipeline);
    run.check(saved.settings());
    Duration limit = timeout == null ? saved.waitLimit() : timeout;
    try (Claim claim = pipeline.claim(saved.settings(), limit)) {
      Plan plan =
          pipeline.plan(
              new Rendered(saved.manifests(), Optional.empty(), List.of()),
              saved.settings(),
              Check.NONE);
      List<String> moved = saved.moved(PlanLines.of(plan));
      if (!plan.problems().isEmpty()) {
        refuse(plan);
        return ExitCode.NO.number();
      }
      // Where it was applied before, it may still have to get ready.
      if (!plan.isEmpty() && !moved.isEmpty()) {
        session
            .console()
            .fail(
                "Nothing was applied: since the plan in %s was made, the cluster has moved:\n  %s"
                    .formatted(file, String.join("\n  ", moved)),
                "Plan again: tend diff SOURCE --save-plan " + file);
        return ExitCode.NO.number();
      }
      Pipeline.Order order =
          new Pipeline.Order(
              plan,
              saved.settings(),
              new Pipeline.Waiting(await, limit),
              true,
              () -> new Provenance(pipeline.provenance(List.of()).by(), saved.source()));
      return run.execute(order, claim);
    }
  }

  private ApplyRun run(Pipeline pipeline) {
    return new ApplyRun(session, pipeline, isJson(), rollbackOnFailure);
  }

  private void print(Plan plan) {
    PlanPrinter.Format planFormat = isJson() ? PlanPrinter.Format.JSON : PlanPrinter.Format.TEXT;
    PlanPrinter.of(planFormat, session.console()).print(plan);
  }

  /** Of a plan that can't be applied only what is in its way is of interest. */
  private void refuse(Plan plan) {
    if (isJson()) {
      PlanPrinter.asJsonLine(session.console()).print(plan);
    } else {
      new ProblemPrinter(session.console()).print(plan.problems());
      session.console().say("nothing was applied");
    }
  }

  private boolean isJson() {
    return format.format() == TextOrJson.Format.JSON;
  }
}
