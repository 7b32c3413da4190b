package dev.tend.diff;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what a server would make of desired manifests with what it has. Manifests should have
 * been through {@link Scoping} and {@link Normalization}.
 */
public final class Planner {
  private final LiveState live;

  public Planner(LiveState live) {
    this.live = live;
  }

  /**
   * How to plan.
   *
   * @param concurrency requests under way at once
   * @param check what is asked of each manifest whose object doesn't have it all already
   */
  public record Options(Force force, int concurrency, Care care, Check check) {}

  /** About how many of the objects that aren't there yet the server is asked. */
  public enum Care {
    /** All: nothing is begun that the server would refuse. */
    ALL,
    /**
     * All of a few; of many only the first of each kind and namespace, because asking costs as much
     * as creating.
     */
    FIRST_OF_MANY
  }

  private static final int FEW = 100;

  /** What planning one manifest came to: a change, or why there can't be one. */
  sealed interface Step {
    record Planned(Change change) implements Step {}

    record Impossible(List<Problem> problems) implements Step {
      public Impossible {
        problems = List.copyOf(problems);
      }
    }
  }

  /** Plans to make the cluster match the manifests. */
  public Plan plan(List<Manifest> desired, Options options) {
    List<Manifest> foundations = desired.stream().filter(Foundations::isFoundation).toList();
    List<Manifest> others = desired.stream().filter(m -> !Foundations.isFoundation(m)).toList();
    ReplicaOwners replicas = new ReplicaOwners(live, desired);
    try {
      // What namespaces and CRDs come to tells what can be asked about the rest.
      Map<Manifest, Step> steps = new IdentityHashMap<>();
      planAll(foundations, Foundations.NONE, replicas, options, steps);
      List<Change> planned =
          foundations.stream()
              .map(steps::get)
              .filter(Step.Planned.class::isInstance)
              .map(step -> ((Step.Planned) step).change())
              .toList();
      planAll(others, Foundations.of(planned), replicas, options, steps);
      return collect(desired, steps, replicas);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KnownFailure("Interrupted while planning: nothing was changed", "", e);
    }
  }

  private void planAll(
      List<Manifest> manifests,
      Foundations foundations,
      ReplicaOwners replicas,
      Options options,
      Map<Manifest, Step> steps)
      throws InterruptedException {
    List<Manifest> known =
        manifests.stream()
            .filter(manifest -> !foundations.namespaces().contains(manifest.id().namespace()))
            .filter(manifest -> live.typeOf(manifest.type()).isPresent())
            .toList();
    Snapshot snapshot = Snapshot.take(known, live, options.concurrency());
    ObjectPlanner planner =
        new ObjectPlanner(
            live,
            snapshot,
            foundations,
            replicas,
            options.force(),
            options.check(),
            taken(known, snapshot, options.care()));
    List<Step> results = Concurrently.map(manifests, options.concurrency(), planner::plan);
    for (int i = 0; i < manifests.size(); i++) {
      steps.put(manifests.get(i), results.get(i));
    }
  }

  /** New manifests that are planned without asking: the server would take them like the first. */
  private static Set<Manifest> taken(List<Manifest> known, Snapshot snapshot, Care care) {
    Set<Manifest> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    if (care == Care.ALL) {
      return taken;
    }
    List<Manifest> fresh =
        known.stream().filter(manifest -> snapshot.find(manifest).isEmpty()).toList();
    if (fresh.size() <= FEW) {
      return taken;
    }
    Set<String> asked = new HashSet<>();
    for (Manifest manifest : fresh) {
      if (!asked.add(manifest.type() + " " + manifest.id().namespace())) {
        taken.add(manifest);
      }
    }
    return taken;
  }

  private static Plan collect(
      List<Manifest> desired, Map<Manifest, Step> steps, ReplicaOwners replicas) {
    List<Change> changes = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Manifest manifest : desired) {
      switch (steps.get(manifest)) {
        case Step.Planned planned -> changes.add(planned.change());
        case Step.Impossible impossible -> problems.addAll(impossible.problems());
        case null -> throw new IllegalStateException("not planned: " + manifest.id());
      }
    }
    return new Plan(replicas.warn(changes), problems);
  }
}
