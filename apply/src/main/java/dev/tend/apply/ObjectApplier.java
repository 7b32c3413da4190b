package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.ApplyEvent.Action;
import dev.tend.apply.ObjectRequests.Propagation;
import dev.tend.diff.Change;
import dev.tend.diff.Hook;
import dev.tend.diff.LiveState.DryRun;
import dev.tend.diff.Takeover;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Does what a plan says about one object; prunes are not its business. */
final class ObjectApplier {
  private static final int ATTEMPTS = 5;

  /** How often, and after how long, what a renewed kind may have refused is sent again. */
  private static final int LAGS = 5;

  private static final Duration LAG = Duration.ofMillis(200);

  private final Cluster cluster;
  private final ApplyOptions options;
  private final Journal journal;
  private final Deletions deletions;
  private final Set<String> renewedGroups = ConcurrentHashMap.newKeySet();

  ObjectApplier(Cluster cluster, ApplyOptions options, Journal journal, Deletions deletions) {
    this.cluster = cluster;
    this.options = options;
    this.journal = journal;
    this.deletions = deletions;
  }

  /** Whatever comes of it stands in the journal. */
  void execute(Change change) {
    try {
      switch (change) {
        case Change.Create create ->
            apply(create.manifest(), Action.CREATED, create.lastingWarnings());
        case Change.Update update -> {
          takeOver(update);
          apply(update.manifest(), Action.UPDATED, update.lastingWarnings());
        }
        case Change.Recreate recreate -> recreate(recreate);
        case Change.Run run -> run(run);
        case Change.Unchanged unchanged -> {
          journal.remember(unchanged.id(), unchanged.live());
          journal.done(unchanged.id(), Action.UNCHANGED, List.of());
        }
        case Change.Skip skip -> journal.done(skip.id(), Action.SKIPPED, List.of(why(skip)));
        case Change.Prune prune ->
            throw new IllegalArgumentException("deleted elsewhere: " + prune.id());
      }
    } catch (InterruptedException | Interrupted e) {
      journal.failed(change.id(), "Interrupted while it was being applied", "Apply again");
    } catch (KnownFailure e) {
      journal.failed(change.id(), e);
    }
  }

  private static String why(Change.Skip skip) {
    return skip.hint().isEmpty() ? skip.reason() : skip.reason() + ". " + skip.hint();
  }

  /** Makes ours what others set by client-side apply, and lets go what is to be others'. */
  private void takeOver(Change.Update update) {
    ResourceId id = update.id();
    ObjectNode live = update.live();
    for (int attempt = 1; ; attempt++) {
      Optional<ArrayNode> patch = Takeover.patch(update, live);
      if (patch.isEmpty()) {
        return;
      }
      try {
        cluster.jsonPatch(id, update.manifest().apiVersion(), patch.get());
        return;
      } catch (Refused e) {
        Optional<ObjectNode> newer = cluster.get(id, update.manifest().apiVersion());
        if (!e.status().isConflict() || attempt == ATTEMPTS || newer.isEmpty()) {
          throw e;
        }
        live = newer.get();
      }
    }
  }

  private void run(Change.Run run) throws InterruptedException {
    Manifest job = Hook.runFor(run.manifest(), run.revision());
    if (!run.due()) {
      journal.done(run.id(), Action.UNCHANGED, List.of());
    } else if (run.live().isEmpty()) {
      apply(job, Action.CREATED, List.of());
    } else {
      replace(run.live().get(), job, Propagation.FOREGROUND);
    }
  }

  private void recreate(Change.Recreate change) throws InterruptedException {
    // A StatefulSet's pods and claims outlive it: the new one adopts them.
    Propagation propagation =
        change.id().groupKind().equals("StatefulSet.apps")
            ? Propagation.ORPHAN
            : Propagation.FOREGROUND;
    replace(change.live(), change.manifest(), propagation);
  }

  private void replace(ObjectNode live, Manifest manifest, Propagation propagation)
      throws InterruptedException {
    Deletions.Target target =
        new Deletions.Target(
            manifest.id(), manifest.apiVersion(), Execution.uid(live), Action.DELETED);
    if (deletions.deleteAndAwait(target, propagation)) {
      apply(manifest, Action.RECREATED, List.of());
    }
  }

  /** From now on these CRDs are as the plan has them; a server may lag behind that a little. */
  void renewed(List<Change> definitions) {
    definitions.stream()
        .filter(Change::acts)
        .map(Applier::manifestOf)
        .flatMap(Optional::stream)
        .forEach(crd -> renewedGroups.add(crd.content().at("/spec/group").asText()));
  }

  private DryRun written(Manifest manifest) throws InterruptedException {
    DryRun answer = attempted(manifest);
    for (int again = 1; again <= LAGS && lags(answer, manifest.id().group()); again++) {
      Thread.sleep(LAG.multipliedBy(again));
      answer = attempted(manifest);
    }
    return answer;
  }

  /** Whether the refusal may come from a kind as it was before. */
  private boolean lags(DryRun answer, String group) {
    return answer instanceof DryRun.Rejected && renewedGroups.contains(group);
  }

  /** By force where all that is in its way may be taken. */
  private DryRun attempted(Manifest manifest) {
    DryRun answer = cluster.apply(manifest, options.force().everything());
    return answer instanceof DryRun.Conflicts conflicts
            && options.force().takesAll(conflicts.conflicts())
        ? cluster.apply(manifest, true)
        : answer;
  }

  /**
   * @param foreseen what the plan warned of; the server says some of it again
   */
  private void apply(Manifest manifest, Action action, List<String> foreseen)
      throws InterruptedException {
    ResourceId id = manifest.id();
    switch (written(manifest)) {
      case DryRun.Accepted accepted -> {
        // The server may have given it its name.
        ResourceId made = id.withName(accepted.object().path("metadata").path("name").asText());
        journal.remember(made, accepted.object());
        journal.done(
            made,
            action,
            Stream.concat(accepted.warnings().stream(), foreseen.stream()).distinct().toList());
      }
      case DryRun.Conflicts conflicts ->
          journal.failed(
              id, Obstacles.conflictMessage(conflicts.conflicts()), Obstacles.FORCE_HINT);
      case DryRun.Immutable immutable ->
          journal.failed(
              id,
              "It can't be changed in place: " + immutable.message(),
              "Plan again: it changed since");
      case DryRun.NamespaceMissing ignored ->
          journal.failed(
              id,
              "Namespace %s doesn't exist".formatted(id.namespace()),
              "Add a Namespace to the sources, or use --create-namespace");
      case DryRun.Rejected(String message) ->
          journal.failed(id, "The server refuses it: " + message, "");
    }
  }
}
