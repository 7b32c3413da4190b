package dev.tend.apply;

import dev.tend.apply.ApplyEvent.Action;
import dev.tend.apply.history.ManifestLines;
import dev.tend.apply.history.Revision;
import dev.tend.apply.history.Revision.Outcome;
import dev.tend.apply.inventory.Inventory;
import dev.tend.apply.inventory.Ownership;
import dev.tend.diff.Change;
import dev.tend.diff.Plan;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Sha256;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Writes down what an apply of an app came to, where that is news. */
final class RevisionRecorder {
  private final Cluster cluster;
  private final Ownership owner;
  private final ApplyOptions options;
  private final Journal journal;
  private final Clock clock;

  RevisionRecorder(
      Cluster cluster, Ownership owner, ApplyOptions options, Journal journal, Clock clock) {
    this.cluster = cluster;
    this.owner = owner;
    this.options = options;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * @param newest the newest revision before this apply
   */
  void record(Plan plan, ApplyReport report, Inventory.Newest newest) {
    boolean interrupted = Thread.interrupted();
    try {
      write(plan, report, newest, interrupted);
    } catch (Interrupted e) {
      interrupted = true;
    } catch (KnownFailure e) {
      // The cluster is as it is; what is lost is a way back to it.
      journal.note(
          "This apply is missing in the history of app %s: %s".formatted(owner.app(), e.message()));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void write(Plan plan, ApplyReport report, Inventory.Newest newest, boolean interrupted) {
    List<Manifest> manifests = own(plan.changes(), owner);
    String digest = digest(manifests);
    Outcome outcome = outcome(report, interrupted);
    boolean same = digest.equals(newest.digest());
    if (same && !newest.good() && outcome.isGood()) {
      new RevisionStore(cluster).settle(owner, newest.revision(), outcome);
      remember(new Inventory.Newest(newest.revision(), digest, true));
      return;
    }
    if (same && (!newest.good() || !changed(report))) {
      // One more try of what has failed before is no news.
      return;
    }
    if (!changed(report) && !outcome.isGood()) {
      return;
    }
    Revision revision =
        new RevisionStore(cluster)
            .add(
                owner,
                new Revision(
                    newest.revision() + 1,
                    clock.instant(),
                    options.provenance().get(),
                    digest,
                    manifests.size(),
                    outcome,
                    message(report, outcome)),
                manifests);
    remember(new Inventory.Newest(revision.number(), digest, outcome.isGood()));
  }

  /** What bears the app's mark: a namespace that was made for it in passing does not. */
  static List<Manifest> own(List<Change> changes, Ownership owner) {
    return changes.stream()
        .map(RevisionRecorder::wanted)
        .flatMap(Optional::stream)
        .filter(manifest -> owner.owns(manifest.content()))
        .toList();
  }

  /** Whatever the cluster has to say to it, so that the same sources are the same revision. */
  static Optional<Manifest> wanted(Change change) {
    return change instanceof Change.Skip skip ? skip.manifest() : Applier.manifestOf(change);
  }

  /** Tells a revision from others. */
  static String digest(List<Manifest> manifests) {
    return Sha256.hex(ManifestLines.of(manifests));
  }

  private void remember(Inventory.Newest newest) {
    new InventoryStore(cluster).update(owner, inventory -> inventory.revised(newest));
  }

  private Outcome outcome(ApplyReport report, boolean interrupted) {
    if (interrupted) {
      return Outcome.INTERRUPTED;
    }
    if (!report.succeeded()) {
      return Outcome.FAILED;
    }
    return options.await() ? Outcome.READY : Outcome.APPLIED;
  }

  private static boolean changed(ApplyReport report) {
    return report.applied().stream()
        .map(ApplyEvent.Applied::action)
        .anyMatch(action -> action != Action.UNCHANGED && action != Action.SKIPPED);
  }

  private static String message(ApplyReport report, Outcome outcome) {
    if (outcome.isGood()) {
      return "";
    }
    return report.failed().stream()
        .map(failed -> failed.id().kindAndName() + ": " + failed.message())
        .findFirst()
        .or(
            () ->
                report.rollout().stream()
                    .flatMap(rollout -> rollout.overtaken().values().stream())
                    .findFirst())
        .or(
            () ->
                report.rollout().stream()
                    .flatMap(rollout -> rollout.diagnoses().stream())
                    .map(diagnosis -> diagnosis.summary())
                    .findFirst())
        .orElse("");
  }
}
