package dev.tend.cli;

import dev.tend.apply.ApplyEvent;
import dev.tend.apply.ApplyOptions;
import dev.tend.apply.ApplyReport;
import dev.tend.apply.history.Provenance;
import dev.tend.apply.history.Revision;
import dev.tend.apply.inventory.Ownership;
import dev.tend.diff.Change;
import dev.tend.diff.Check;
import dev.tend.diff.Force;
import dev.tend.diff.Plan;
import dev.tend.manifest.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** The way back to an earlier revision: it is applied like any other set, and prunes the rest. */
public final class Rollback {
  private final Pipeline pipeline;
  private final Revision target;
  private final Ownership owner;
  private final Pipeline.Settings settings;

  /**
   * @param force which fields of others may be taken
   * @param pruneConsent kinds that may be pruned although data goes with them
   */
  public Rollback(
      Pipeline pipeline, Ownership owner, Revision target, Force force, Set<String> pruneConsent) {
    this.pipeline = pipeline;
    this.target = target;
    this.owner = owner;
    this.settings =
        new Pipeline.Settings(
            Optional.of(owner.app()),
            Optional.of(owner.namespace()),
            true,
            // What came later is to go, however much it is.
            OptionalInt.of(Integer.MAX_VALUE),
            pruneConsent,
            force,
            ApplyOptions.DEFAULT_CONCURRENCY,
            false,
            List.of());
  }

  /** The plan: what came with later revisions goes, and what was there all the time stays. */
  public Plan plan() {
    Plan plan = pipeline.plan(pipeline.revision(owner, target), settings, Check.NONE);
    Set<ResourceId> later = pipeline.since(owner, target);
    List<Change> changes =
        plan.changes().stream()
            .map(
                change ->
                    change instanceof Change.Prune prune && !later.contains(prune.id())
                        ? kept(prune.id())
                        : change)
            .toList();
    return new Plan(changes, plan.problems());
  }

  private Change kept(ResourceId id) {
    return new Change.Skip(
        id,
        Optional.empty(),
        Change.Skip.Cause.GUARDED,
        "it is in no revision that is known from %d on, and wasn't pruned"
            .formatted(target.number()),
        "Delete it, if nobody needs it");
  }

  /**
   * Executes the plan.
   *
   * @param consent whether what can't be changed in place may be deleted and made anew
   */
  public ApplyReport execute(
      Plan plan,
      Pipeline.Waiting waiting,
      boolean consent,
      Claim claim,
      Consumer<ApplyEvent> events) {
    Provenance provenance =
        new Provenance(
            pipeline.provenance(List.of()).by(),
            "revision %d, %s".formatted(target.number(), target.provenance().source()));
    return pipeline.apply(
        new Pipeline.Order(plan, settings, waiting, consent, () -> provenance), claim, events);
  }
}
