package dev.tend.cli;

import dev.tend.apply.ApplyEvent;
import dev.tend.apply.ApplyReport;
import dev.tend.cli.output.ObjectNames;
import dev.tend.cli.output.ProblemPrinter;
import dev.tend.diff.Change;
import dev.tend.diff.Check;
import dev.tend.diff.Force;
import dev.tend.diff.Plan;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Problem;
import dev.tend.manifest.ResourceId;
import dev.tend.render.AppSpec;
import dev.tend.render.Rendered;
import dev.tend.sync.Reconciliation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** What sync does with each app of a revision: the same pipeline, and nothing that asks. */
public final class PipelineReconciliation implements Reconciliation {
  private static final int CONCURRENCY = 8;
  private static final Duration WAIT = Duration.ofMinutes(5);

  private final Session session;
  private final boolean dryRun;
  private final boolean correctDrift;

  /**
   * @param dryRun only plan
   * @param correctDrift whether what others changed is taken back from them
   */
  public PipelineReconciliation(Session session, boolean dryRun, boolean correctDrift) {
    this.session = session;
    this.dryRun = dryRun;
    this.correctDrift = correctDrift;
  }

  @Override
  public Outcome reconcile(Target target) {
    try {
      return attempt(target);
    } catch (KnownFailure failure) {
      String hint = failure.hint().isEmpty() ? "" : "; try: " + failure.hint();
      return new Outcome.Refused(failure.message() + hint);
    }
  }

  @Override
  public List<String> dependencies(Path folder) {
    return AppSpec.at(folder).map(AppSpec::dependsOn).orElse(List.of());
  }

  private Outcome attempt(Target target) {
    Pipeline pipeline = new Pipeline(session);
    Rendered desired = pipeline.renderBelow(target.root(), target.folder());
    Optional<Check> check = pipeline.wellFormed(desired, true);
    if (check.isEmpty()) {
      return new Outcome.Refused("its manifests are not valid; nothing was changed");
    }
    Pipeline.Settings settings = settings(target.app(), desired.app());
    Duration wait = desired.app().flatMap(AppSpec::waitTimeout).orElse(WAIT);
    if (dryRun) {
      return execute(
          pipeline.plan(desired, settings, check.get()), plan -> wouldChange(acts(plan)));
    }
    try (Claim claim = pipeline.claim(settings, wait)) {
      return execute(
          pipeline.plan(desired, settings, check.get()),
          plan -> {
            Pipeline.Order order =
                new Pipeline.Order(
                    plan,
                    settings,
                    new Pipeline.Waiting(true, wait),
                    false,
                    () -> new Provenances(session.environment()).ofRevision(target.revision()));
            return outcome(pipeline.apply(order, claim, event -> {}), acts(plan));
          });
    }
  }

  private Outcome execute(Plan plan, Function<Plan, Outcome> execution) {
    if (!plan.problems().isEmpty()) {
      new ProblemPrinter(session.console()).print(plan.problems());
      Problem first = plan.problems().getFirst();
      return new Outcome.Refused(
          "%s: %s; nothing was changed".formatted(first.location(), first.message()));
    }
    return execution.apply(plan);
  }

  private static List<ResourceId> acts(Plan plan) {
    return plan.changes().stream().filter(Change::acts).map(Change::id).toList();
  }

  private static Outcome wouldChange(List<ResourceId> acts) {
    return new Outcome.Applied("would change " + ObjectNames.of(acts), acts.size());
  }

  private static Outcome outcome(ApplyReport report, List<ResourceId> acts) {
    if (report.succeeded()) {
      return new Outcome.Applied(
          acts.isEmpty() ? "nothing to change" : "changed " + ObjectNames.of(acts), acts.size());
    }
    for (ApplyEvent.Failed failed : report.failed()) {
      return new Outcome.Unready(failed.id() + ": " + failed.message());
    }
    String cause =
        report
            .rollout()
            .flatMap(rollout -> rollout.diagnoses().stream().findFirst())
            .map(diagnosis -> diagnosis.summary())
            .orElse("something isn't getting ready");
    return new Outcome.Unready("changed " + ObjectNames.of(acts) + ", but " + cause);
  }

  private Pipeline.Settings settings(String name, Optional<AppSpec> app) {
    return new Pipeline.Settings(
        Optional.of(name),
        app.flatMap(AppSpec::namespace),
        app.map(spec -> spec.prune().enabled()).orElse(false),
        app.map(spec -> spec.prune().maxDeletions()).orElse(OptionalInt.empty()),
        Set.of(),
        correctDrift ? Force.ALL : Force.NONE,
        CONCURRENCY,
        true,
        app.map(AppSpec::dependsOn).orElse(List.of()));
  }
}
