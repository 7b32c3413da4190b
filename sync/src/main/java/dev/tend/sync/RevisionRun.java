package dev.tend.sync;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Problem;
import dev.tend.sync.SyncEvent.Reason;
import dev.tend.sync.SyncState.Reconciling;
import dev.tend.sync.app.App;
import dev.tend.sync.app.AppOrder;
import dev.tend.sync.app.Discovery;
import dev.tend.sync.git.Checkout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Takes the apps of one checkout through reconciliation, one after the other. A broken app is
 * refused and the others have their turn; a stop lets the app in hand finish.
 */
final class RevisionRun {
  private final Checkout checkout;
  private final Reconciliation reconciliation;
  private final Journal journal;
  private final BooleanSupplier stopping;
  private int applied;
  private int unready;
  private int refused;
  private int skipped;

  RevisionRun(
      Checkout checkout, Reconciliation reconciliation, Journal journal, BooleanSupplier stopping) {
    this.checkout = checkout;
    this.reconciliation = reconciliation;
    this.journal = journal;
    this.stopping = stopping;
  }

  /**
   * Reconciles what is due.
   *
   * @param first whether the revision is taken for the first time, by all apps
   * @param drift whether apps that are applied are reconciled again
   */
  SyncResult run(Reconciling state, Discovery discovery, boolean first, boolean drift) {
    Reconciling current = state;
    List<App> apps =
        AppOrder.of(discovery.apps(), app -> reconciliation.dependencies(app.folder()));
    for (App app : apps) {
      Optional<Reason> reason = reason(app, first, drift);
      if (reason.isEmpty()) {
        continue;
      }
      if (stopping.getAsBoolean()) {
        skipped++;
        journal.tell(new SyncEvent.AppSkipped(journal.now(), app.name(), checkout.revision()));
        continue;
      }
      current = journal.enter(current.next(app.name()));
      take(app, reason.get());
    }
    boolean whole = discovery.problems().stream().noneMatch(Problem::isError);
    if (whole) {
      forgetGone(discovery);
    }
    refused += (int) discovery.problems().stream().filter(Problem::isError).count();
    return new SyncResult(checkout.revision(), applied, unready, refused, skipped, false);
  }

  private Optional<Reason> reason(App app, boolean first, boolean drift) {
    if (first) {
      return Optional.of(Reason.NEW_REVISION);
    }
    AppMemory known = journal.memory().apps().get(app.name());
    if (known == null || !known.isDone(checkout.revision().id())) {
      return Optional.of(Reason.RETRY);
    }
    return drift ? Optional.of(Reason.DRIFT) : Optional.empty();
  }

  private void take(App app, Reason reason) {
    journal.tell(new SyncEvent.AppStarted(journal.now(), app.name(), checkout.revision(), reason));
    Reconciliation.Outcome outcome = reconcile(app);
    switch (outcome) {
      case Reconciliation.Outcome.Applied ignored -> applied++;
      case Reconciliation.Outcome.Unready ignored -> unready++;
      case Reconciliation.Outcome.Refused ignored -> refused++;
    }
    remember(app, outcome);
    journal.tell(
        new SyncEvent.AppReconciled(journal.now(), app.name(), checkout.revision(), outcome));
  }

  private Reconciliation.Outcome reconcile(App app) {
    List<Problem> leftOut = checkout.leftOutBelow(app.path());
    if (!leftOut.isEmpty()) {
      Problem one = leftOut.getFirst();
      return new Reconciliation.Outcome.Refused(one.location() + " " + one.message());
    }
    try {
      return reconciliation.reconcile(
          new Reconciliation.Target(
              app.name(), app.folder(), checkout.folder(), checkout.revision().id()));
    } catch (KnownFailure failure) {
      String hint = failure.hint().isEmpty() ? "" : " (" + failure.hint() + ")";
      return new Reconciliation.Outcome.Refused(failure.message() + hint);
    } catch (RuntimeException bug) {
      journal.tell(
          new SyncEvent.Crashed(journal.now(), Optional.of(app.name()), checkout.revision(), bug));
      return new Reconciliation.Outcome.Refused("a bug in tend: " + bug);
    }
  }

  private void remember(App app, Reconciliation.Outcome outcome) {
    Instant now = journal.now();
    String id = checkout.revision().id();
    AppMemory before = journal.memory().apps().get(app.name());
    Optional<AppMemory.Applied> reached =
        switch (AppMemory.ending(outcome)) {
          case APPLIED, UNREADY -> Optional.of(new AppMemory.Applied(id, now));
          case REFUSED -> before == null ? Optional.empty() : before.applied();
        };
    AppMemory after =
        new AppMemory(
            app.name(), app.path(), AppMemory.ending(outcome), outcome.summary(), id, now, reached);
    journal.update(memory -> memory.with(after));
  }

  /** An app that the revision has no more is told once; deleting it is for people to decide. */
  private void forgetGone(Discovery discovery) {
    List<String> gone = new ArrayList<>(journal.memory().apps().keySet());
    gone.removeAll(discovery.apps().stream().map(App::name).toList());
    for (String app : gone) {
      journal.update(memory -> memory.without(app));
      journal.tell(new SyncEvent.AppGone(journal.now(), app, checkout.revision()));
    }
  }
}
