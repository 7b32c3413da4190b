package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.inventory.Ownership;
import dev.tend.apply.rollout.Interference;
import dev.tend.apply.rollout.Readinesses;
import dev.tend.apply.rollout.RolloutReport;
import dev.tend.apply.rollout.RolloutTracker;
import dev.tend.diff.Change;
import dev.tend.diff.Plan;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Executes plans. */
public final class Applier {
  private final Cluster cluster;
  private final Clock clock;
  private final Optional<AppLock> lock;

  public Applier(Cluster cluster, Clock clock) {
    this(cluster, clock, Optional.empty());
  }

  /**
   * @param lock of the app that is applied; without it nothing more is done
   */
  public Applier(Cluster cluster, Clock clock, Optional<AppLock> lock) {
    this.cluster = cluster;
    this.clock = clock;
    this.lock = lock;
  }

  /**
   * Does what the plan says, in order, and waits where asked. Everything that happens is an event;
   * the report sums it up. An interrupt starts nothing more, lets what is under way end, and is
   * still set afterwards.
   *
   * @throws KnownFailure where the plan has problems: nothing was changed
   */
  public ApplyReport apply(Plan plan, ApplyOptions options, Consumer<ApplyEvent> events) {
    plan.problems().stream()
        .filter(problem -> problem.isError())
        .findFirst()
        .ifPresent(
            problem -> {
              throw new KnownFailure("Nothing was applied: " + problem.message(), problem.hint());
            });
    Journal journal = new Journal(events);
    journal.tell(new ApplyEvent.Started(plan.changes().size(), cluster.description()));
    Deadline deadline = Deadline.after(options.timeout(), clock);
    if (Obstacles.report(plan, options, journal)) {
      return report(plan, plan.changes(), journal, Optional.empty());
    }
    if (!plan.isEmpty() && !prepared(options, deadline, journal)) {
      return report(plan, plan.changes(), journal, Optional.empty());
    }
    try (JobWitness witness = JobWitness.of(plan.changes(), cluster, journal)) {
      Execution execution =
          new Execution(cluster, options, journal, deadline, clock, witness, lock);
      List<Change> left = execution.run(plan);
      Optional<RolloutReport> rollout =
          options.await() && left.isEmpty() && !journal.hasFailures() && !interrupted()
              ? track(plan, deadline, journal, witness)
              : Optional.empty();
      execution.remember(plan);
      ApplyReport report = report(plan, left, journal, rollout);
      ownership(options)
          .ifPresent(
              owner ->
                  new RevisionRecorder(cluster, owner, options, journal, clock)
                      .record(plan, report, execution.newest()));
      return report;
    }
  }

  private boolean prepared(ApplyOptions options, Deadline deadline, Journal journal) {
    Optional<Ownership> owner = ownership(options);
    if (owner.isEmpty() || options.dependsOn().isEmpty()) {
      return true;
    }
    try {
      new Prerequisites(cluster, clock, journal).await(owner.get(), options.dependsOn(), deadline);
      return true;
    } catch (KnownFailure e) {
      journal.failed(Execution.inventoryId(owner.get()), e);
      return false;
    }
  }

  private static ApplyReport report(
      Plan plan, List<Change> left, Journal journal, Optional<RolloutReport> rollout) {
    return new ApplyReport(
        inOrder(plan, journal.applied(), ApplyEvent.Applied::id),
        inOrder(plan, journal.failures(), ApplyEvent.Failed::id),
        left.stream()
            .filter(Change::acts)
            .map(Change::id)
            .filter(id -> journal.failures().stream().noneMatch(f -> f.id().equals(id)))
            .toList(),
        rollout);
  }

  private Optional<RolloutReport> track(
      Plan plan, Deadline deadline, Journal journal, JobWitness witness) {
    return Optional.of(
        new RolloutTracker(cluster, clock, witness, new Interference(journal.objects()))
            .track(
                lasting(plan.changes()),
                known(plan, journal),
                deadline.remaining(),
                journal::tell));
  }

  /**
   * What is there from now on, with its version. Hooks aren't: they are waited for when they run,
   * and may have been cleaned up since.
   */
  static Map<ResourceId, String> lasting(List<Change> changes) {
    Map<ResourceId, String> objects = new TreeMap<>();
    changes.stream()
        .filter(change -> !(change instanceof Change.Run))
        .map(Applier::manifestOf)
        .flatMap(Optional::stream)
        .filter(manifest -> !manifest.id().name().isEmpty())
        .forEach(manifest -> objects.put(manifest.id(), manifest.apiVersion()));
    return objects;
  }

  /** What was touched may have become another since the server's answer. */
  private static Map<ResourceId, ObjectNode> known(Plan plan, Journal journal) {
    Map<ResourceId, ObjectNode> known = new HashMap<>(journal.objects());
    plan.changes().stream()
        .filter(change -> change.acts() && !Readinesses.isInert(change.id().groupKind()))
        .forEach(change -> known.remove(change.id()));
    return known;
  }

  /** What the plan wants to be there. */
  static Optional<Manifest> manifestOf(Change change) {
    return switch (change) {
      case Change.Create create -> Optional.of(create.manifest());
      case Change.Update update -> Optional.of(update.manifest());
      case Change.Recreate recreate -> Optional.of(recreate.manifest());
      case Change.Unchanged unchanged -> Optional.of(unchanged.manifest());
      case Change.Run run -> Optional.of(run.manifest());
      case Change.Prune ignored -> Optional.empty();
      case Change.Skip ignored -> Optional.empty();
    };
  }

  static Optional<Ownership> ownership(ApplyOptions options) {
    return options.app().map(app -> new Ownership(app, options.namespace()));
  }

  private static boolean interrupted() {
    return Thread.currentThread().isInterrupted();
  }

  /** Events come in the order of their happening, reports in that of the plan. */
  private static <T> List<T> inOrder(Plan plan, List<T> happened, Function<T, ResourceId> idOf) {
    List<T> ordered = new ArrayList<>(happened);
    List<ResourceId> order = plan.changes().stream().map(Change::id).toList();
    Map<ResourceId, Integer> positions = new TreeMap<>();
    for (int i = 0; i < order.size(); i++) {
      positions.putIfAbsent(order.get(i), i);
    }
    ordered.sort(
        Comparator.comparing(item -> positions.getOrDefault(idOf.apply(item), Integer.MAX_VALUE)));
    return ordered;
  }
}
