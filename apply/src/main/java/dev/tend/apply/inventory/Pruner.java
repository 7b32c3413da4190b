package dev.tend.apply.inventory;

import dev.tend.diff.Change;
import dev.tend.diff.Concurrently;
import dev.tend.diff.LiveState;
import dev.tend.diff.Plan;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what was applied before and isn't wanted any more, and says what is done about it. */
public final class Pruner {
  private final LiveState live;
  private final int concurrency;

  /**
   * @param concurrency requests under way at once
   */
  public Pruner(LiveState live, int concurrency) {
    this.live = live;
    this.concurrency = concurrency;
  }

  /**
   * What the inventory names beyond the desired objects, and is there.
   *
   * @param desired every manifest of this render, those that couldn't be planned included
   * @param options where nothing is to be pruned, what can't be read is left out
   */
  public List<Candidate> left(List<Manifest> desired, Inventory inventory, PruneOptions options)
      throws InterruptedException {
    Set<ResourceId> wanted = new HashSet<>();
    desired.forEach(manifest -> wanted.add(manifest.id()));
    List<Inventory.Entry> unwanted = List.copyOf(inventory.beyond(wanted).values());
    return Concurrently.map(unwanted, concurrency, entry -> candidate(entry, options)).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Candidate> candidate(Inventory.Entry entry, PruneOptions options) {
    try {
      return live.get(entry.id(), entry.apiVersion())
          .filter(object -> !object.at("/metadata/deletionTimestamp").isTextual())
          .map(object -> new Candidate(entry, object));
    } catch (KnownFailure e) {
      if (options.enabled()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** The plan and, after its changes, a Prune or a Skip for each of what is left. */
  public static Plan added(
      Plan plan,
      List<Candidate> left,
      List<Manifest> desired,
      Inventory inventory,
      Ownership owner,
      PruneOptions options) {
    boolean complete = plan.problems().stream().noneMatch(problem -> problem.isError());
    Candidate.Scene scene =
        new Candidate.Scene(
            owner,
            options,
            desired,
            plan.changes(),
            complete,
            inventory.entries().size(),
            left.size());
    List<Change> changes = new ArrayList<>(plan.changes());
    left.forEach(candidate -> changes.add(judge(candidate, scene)));
    return new Plan(changes, plan.problems());
  }

  private static Change judge(Candidate candidate, Candidate.Scene scene) {
    ResourceId id = candidate.entry().id();
    return Guard.ALL.stream()
        .map(guard -> guard.object(candidate, scene))
        .flatMap(Optional::stream)
        .findFirst()
        .<Change>map(
            objection ->
                new Change.Skip(
                    id, Optional.empty(), objection.cause(), objection.reason(), objection.hint()))
        .orElseGet(() -> new Change.Prune(id, candidate.entry().apiVersion(), candidate.live()));
  }
}
