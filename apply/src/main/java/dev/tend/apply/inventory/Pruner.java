package dev.tend.apply.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.Change;
import dev.tend.diff.Concurrently;
import dev.tend.diff.LiveState;
import dev.tend.diff.Plan;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Adds to a plan what was applied before and isn't wanted any more: prunes, where they may be. */
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
   * The plan and, after its changes, a Prune or a Skip for each object of the inventory that exists
   * and isn't desired.
   *
   * @param desired every manifest of this render, those that couldn't be planned included
   */
  public Plan addTo(
      Plan plan, List<Manifest> desired, Inventory inventory, Ownership owner, PruneOptions options)
      throws InterruptedException {
    Set<ResourceId> wanted = new HashSet<>();
    desired.forEach(manifest -> wanted.add(manifest.id()));
    List<Inventory.Entry> unwanted = List.copyOf(inventory.beyond(wanted).values());
    List<Candidate> candidates =
        Concurrently.map(unwanted, concurrency, this::candidate).stream()
            .flatMap(Optional::stream)
            .toList();
    boolean complete = plan.problems().stream().noneMatch(problem -> problem.isError());
    Candidate.Scene scene =
        new Candidate.Scene(
            owner,
            options,
            desired,
            plan.changes(),
            complete,
            inventory.entries().size(),
            candidates.size());
    List<Change> changes = new ArrayList<>(plan.changes());
    candidates.forEach(candidate -> changes.add(judge(candidate, scene)));
    return new Plan(changes, plan.problems());
  }

  private Optional<Candidate> candidate(Inventory.Entry entry) {
    Optional<ObjectNode> found = live.get(entry.id(), entry.apiVersion());
    return found
        .filter(object -> !object.at("/metadata/deletionTimestamp").isTextual())
        .map(object -> new Candidate(entry, object));
  }

  private static Change judge(Candidate candidate, Candidate.Scene scene) {
    ResourceId id = candidate.entry().id();
    return Guard.ALL.stream()
        .map(guard -> guard.object(candidate, scene))
        .flatMap(Optional::stream)
        .findFirst()
        .<Change>map(
            objection ->
                new Change.Skip(id, Optional.empty(), objection.reason(), objection.hint()))
        .orElseGet(() -> new Change.Prune(id, candidate.entry().apiVersion(), candidate.live()));
  }
}
