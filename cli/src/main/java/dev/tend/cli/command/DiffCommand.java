package dev.tend.cli.command;

import dev.tend.cli.ExitCode;
import dev.tend.cli.Pipeline;
import dev.tend.cli.SavedPlans;
import dev.tend.cli.Session;
import dev.tend.cli.output.PlanPrinter;
import dev.tend.diff.Check;
import dev.tend.diff.Plan;
import dev.tend.manifest.UsageFailure;
import dev.tend.render.Rendered;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tend diff}. */
@Command(
    name = "diff",
    description = {
      "Shows what applying the sources would change.",
      "",
      "Exit code 0 says that nothing would change, 1 that something would."
    })
final class DiffCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final Words words = new Words();
  @Mixin private final AppOptions app = new AppOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "Format: text, json, markdown, html or name (default: ${DEFAULT-VALUE}).")
  private PlanPrinter.Format format = PlanPrinter.Format.TEXT;

  @Option(
      names = "--against",
      paramLabel = "SOURCE",
      description = {
        "Compare with this source instead of the cluster, offline;",
        "git:REF is the same sources at a revision."
      })
  private List<String> against = new ArrayList<>();

  @Option(
      names = "--save-plan",
      paramLabel = "FILE",
      description =
          "Write the plan down, secrets included: `tend apply --plan FILE` does just that.")
  private @Nullable Path savePlan;

  @Option(names = "--var", paramLabel = "NAME=VALUE", description = "Sets a variable of an App.")
  private Map<String, String> variables = new TreeMap<>();

  DiffCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.interrupt().interrupts(Thread.currentThread());
    Pipeline pipeline = new Pipeline(session);
    if (against.isEmpty()) {
      session.prepareCluster();
    }
    Rendered desired = pipeline.render(words.all(session), variables);
    Optional<Plan> made =
        against.isEmpty() ? plan(pipeline, desired) : comparison(pipeline, desired);
    if (made.isEmpty()) {
      return ExitCode.NO.number();
    }
    Plan plan = made.get();
    PlanPrinter.of(format, session.console()).print(plan);
    boolean same = plan.isEmpty() && plan.problems().isEmpty();
    return same ? ExitCode.FINE.number() : ExitCode.NO.number();
  }

  private Optional<Plan> comparison(Pipeline pipeline, Rendered desired) {
    if (!pipeline.sound(desired, app.validate)) {
      return Optional.empty();
    }
    if (savePlan != null) {
      throw new UsageFailure(
          "A comparison with other sources is no plan", "Leave out --against or --save-plan");
    }
    return Optional.of(
        pipeline.compare(pipeline.renderAgainst(against, words.all(session), variables), desired));
  }

  private Optional<Plan> plan(Pipeline pipeline, Rendered desired) {
    return pipeline.wellFormed(desired, app.validate).map(check -> plan(pipeline, desired, check));
  }

  private Plan plan(Pipeline pipeline, Rendered desired, Check check) {
    Pipeline.Settings settings = app.settings(desired);
    Plan plan = pipeline.plan(desired, settings, check);
    if (savePlan != null && plan.problems().isEmpty()) {
      new SavedPlans(session)
          .write(
              plan,
              desired,
              settings,
              pipeline.provenance(words.all(session)).source(),
              AppOptions.waitLimit(desired),
              savePlan);
    }
    return plan;
  }
}
