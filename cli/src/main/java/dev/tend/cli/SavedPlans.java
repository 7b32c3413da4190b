package dev.tend.cli;

import dev.tend.diff.Plan;
import dev.tend.diff.PlanLines;
import dev.tend.manifest.KnownFailure;
import dev.tend.render.Rendered;
import java.nio.file.Path;
import java.time.Duration;

/** Plans that are looked at before they are applied. */
public final class SavedPlans {
  private final Session session;

  public SavedPlans(Session session) {
    this.session = session;
  }

  /** Writes a plan down, to be applied as it is now. */
  public void write(
      Plan plan,
      Rendered rendered,
      Pipeline.Settings settings,
      String source,
      Duration waitLimit,
      Path file) {
    if (!plan.problems().isEmpty()) {
      return;
    }
    SavedPlan saved =
        new SavedPlan(
            session.cluster().identity(),
            session.environment().clock().instant(),
            settings.namespace(session),
            settings,
            waitLimit,
            source,
            rendered.manifests(),
            PlanLines.of(plan));
    new PlanFile(session.environment().workingDirectory().resolve(file)).write(saved);
  }

  /**
   * A plan that was written down.
   *
   * @throws KnownFailure where it was made for another cluster
   */
  public SavedPlan read(Path file) {
    SavedPlan saved = new PlanFile(session.environment().workingDirectory().resolve(file)).read();
    if (!saved.cluster().equals(session.cluster().identity())) {
      throw new KnownFailure(
          "The plan in %s was made for another cluster than %s"
              .formatted(file, session.cluster().description()),
          "--context, --kubeconfig or --sandbox name the cluster");
    }
    return saved;
  }
}
