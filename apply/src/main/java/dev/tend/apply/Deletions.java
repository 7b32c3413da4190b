package dev.tend.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.ApplyEvent.Action;
import dev.tend.apply.ObjectRequests.Propagation;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes objects in the reverse of the order in which they are applied, and waits for each stage.
 */
final class Deletions {
  private static final int LOOKS_BEFORE_BLOCKED = 5;

  private final Cluster cluster;
  private final Workers workers;
  private final Journal journal;
  private final Deadline deadline;

  Deletions(Cluster cluster, Workers workers, Journal journal, Deadline deadline) {
    this.cluster = cluster;
    this.workers = workers;
    this.journal = journal;
    this.deadline = deadline;
  }

  /**
   * An object to delete.
   *
   * @param uid of the very object; empty for whichever has the name
   * @param action to report when it is gone
   * @param standsOn what must go after it
   */
  record Target(
      ResourceId id, String apiVersion, String uid, Action action, Set<ResourceId> standsOn) {
    Target(ResourceId id, String apiVersion, String uid, Action action) {
      this(id, apiVersion, uid, action, Set.of());
    }
  }

  /**
   * Deletes, stage by stage; a stage that doesn't come to its end is the last.
   *
   * @param await false: the last word is left to the finalizers
   * @return what was not attempted
   */
  List<Target> delete(List<Target> targets, boolean await) {
    List<Target> left = new ArrayList<>();
    for (List<Target> stage : stages(targets)) {
      if (journal.hasFailures() || Thread.currentThread().isInterrupted()) {
        left.addAll(stage);
        continue;
      }
      left.addAll(
          workers.work(
              stage,
              target -> !journal.hasFailures(),
              target -> {
                try {
                  delete(target, await);
                } catch (InterruptedException | Interrupted e) {
                  journal.failed(
                      target.id(), "Interrupted while it was being deleted", "Delete again");
                } catch (KnownFailure e) {
                  journal.failed(target.id(), e);
                }
              }));
    }
    return left;
  }

  private static List<List<Target>> stages(List<Target> targets) {
    Map<ResourceId, Set<ResourceId>> edges = new HashMap<>();
    targets.forEach(target -> edges.put(target.id(), target.standsOn()));
    return Wave.of(targets, Target::id, target -> ApplyOrder.stageOf(target.id()), edges).stream()
        .map(Wave::items)
        .toList()
        .reversed();
  }

  private void delete(Target target, boolean await) throws InterruptedException {
    boolean found =
        cluster.delete(target.id(), target.apiVersion(), target.uid(), Propagation.FOREGROUND);
    if (!found) {
      journal.done(target.id(), Action.SKIPPED, List.of("It wasn't there"));
    } else if (!await || awaitAbsence(target)) {
      journal.done(target.id(), target.action(), List.of());
    }
  }

  /** Deletes one object and waits, whatever its dependents do. */
  boolean deleteAndAwait(Target target, Propagation propagation) throws InterruptedException {
    cluster.delete(target.id(), target.apiVersion(), target.uid(), propagation);
    return awaitAbsence(target);
  }

  /** False, and a failure in the journal, where it is still there at the deadline or interrupt. */
  private boolean awaitAbsence(Target target) throws InterruptedException {
    List<String> told = List.of();
    for (int looks = 1; ; looks++) {
      Optional<ObjectNode> there = cluster.get(target.id(), target.apiVersion());
      if (there.isEmpty() || isAnother(there.get(), target)) {
        return true;
      }
      List<String> blockers = blockers(there.get());
      if (looks > LOOKS_BEFORE_BLOCKED && !blockers.isEmpty() && !blockers.equals(told)) {
        journal.tell(new ApplyEvent.DeletionBlocked(target.id(), blockers));
        told = blockers;
      }
      if (deadline.isOver() || workers.isStopping()) {
        journal.failed(
            target.id(),
            "Couldn't delete %s: it is still there%s"
                .formatted(
                    target.id(),
                    blockers.isEmpty() ? "" : ", waiting for " + String.join(", ", blockers)),
            "See to it that the controller of its finalizers runs; the deletion goes on meanwhile");
        return false;
      }
      deadline.pause(looks);
    }
  }

  private static boolean isAnother(ObjectNode object, Target target) {
    return !target.uid().isEmpty()
        && !object.path("metadata").path("uid").asText().equals(target.uid());
  }

  /** Finalizers, and what a namespace says that remains in it. */
  static List<String> blockers(ObjectNode object) {
    List<String> blockers = new ArrayList<>();
    for (JsonNode finalizer : object.path("metadata").path("finalizers")) {
      if (!finalizer.asText().equals("foregroundDeletion")) {
        blockers.add(finalizer.asText());
      }
    }
    for (JsonNode condition : object.path("status").path("conditions")) {
      boolean remains =
          condition.path("type").asText().equals("NamespaceContentRemaining")
              || condition.path("type").asText().equals("NamespaceFinalizersRemaining");
      if (remains && condition.path("status").asText().equals("True")) {
        blockers.add(condition.path("message").asText());
      }
    }
    return blockers;
  }
}
