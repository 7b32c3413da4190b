package dev.tend.sync;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Problem;
import dev.tend.sync.SyncState.Fault;
import dev.tend.sync.SyncState.Fetching;
import dev.tend.sync.SyncState.Reconciling;
import dev.tend.sync.SyncState.Resting;
import dev.tend.sync.app.AppDiscovery;
import dev.tend.sync.app.Discovery;
import dev.tend.sync.git.Checkout;
import dev.tend.sync.git.GitSource;
import dev.tend.sync.git.Revision;
import dev.tend.sync.spec.SyncSpec;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows a repository: fetches, and takes each new revision's apps through a {@link
 * Reconciliation}, one revision at a time. A commit that arrives meanwhile is taken next. What
 * fails is told and tried again; nothing but {@link #stop} ends the loop.
 */
public final class SyncLoop {
  private final SyncSpec spec;
  private final GitSource source;
  private final Reconciliation reconciliation;
  private final Timing timing;
  private final Journal journal;
  private volatile boolean stopping;
  private @Nullable Checkout checkout;

  /**
   * The revision that was refused as a whole: its content can't change, so it isn't tried again.
   */
  private String refused = "";

  /** A loop that takes up what the state file remembers. */
  public SyncLoop(
      SyncSpec spec,
      GitSource source,
      Reconciliation reconciliation,
      StateFile state,
      Timing timing,
      Consumer<SyncEvent> events) {
    this.spec = spec;
    this.source = source;
    this.reconciliation = reconciliation;
    this.timing = timing;
    Instant now = timing.clock().instant();
    SyncMemory memory =
        state
            .load()
            .map(known -> known.resume(spec.fingerprint(), now))
            .orElseGet(() -> SyncMemory.empty(spec.name(), spec.fingerprint(), now));
    this.journal = new Journal(memory, state, timing.clock(), events);
  }

  /** What the loop knows and is doing; from any thread. */
  public SyncMemory memory() {
    return journal.memory();
  }

  /** Ends the loop, after the app in hand; from any thread. */
  public void stop() {
    stopping = true;
    timing.waiter().wake();
  }

  /** Has the loop look at the repository now; from any thread. */
  public void trigger() {
    timing.waiter().wake();
  }

  /** Runs until stopped. An interrupt stops it too. */
  public void run() {
    Instant start = journal.now();
    Resting resting = journal.enter(new SyncState.Idle(start, start));
    while (!stopping) {
      try {
        resting = cycle(resting);
        if (!stopping) {
          timing.waiter().await(Duration.between(journal.now(), resting.due()));
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        stopping = true;
      }
    }
    journal.enter(resting.stop(journal.now()));
    journal.tell(new SyncEvent.Stopped(journal.now()));
  }

  /**
   * Looks once, and takes what is due.
   *
   * @throws KnownFailure when the remote can't be read or the revision can't be laid out
   */
  public SyncResult runOnce() {
    Instant start = journal.now();
    Fetching fetching = journal.enter(new SyncState.Idle(start, start).fetch(start));
    try {
      Revision revision = fetch();
      SyncResult result =
          due(revision) ? take(fetching.reconcile(revision, start), revision) : unchanged(revision);
      return result;
    } catch (KnownFailure failure) {
      journal.update(memory -> memory.failed(fault(failure)));
      throw failure;
    } finally {
      journal.enter(new SyncState.Stopped(journal.now()));
    }
  }

  private Resting cycle(Resting resting) {
    Fetching fetching = journal.enter(resting.fetch(journal.now()));
    Instant next = fetching.since().plus(spec.interval());
    Revision revision;
    try {
      revision = fetch();
    } catch (KnownFailure failure) {
      return stopping
          ? fetching.rest(journal.now(), next)
          : backOff(fetching::fail, fetching.failures(), failure);
    }
    if (!due(revision)) {
      unchanged(revision);
      return journal.enter(fetching.rest(journal.now(), next));
    }
    Reconciling reconciling = journal.enter(fetching.reconcile(revision, fetching.since()));
    try {
      take(reconciling, revision);
    } catch (KnownFailure failure) {
      return backOff(reconciling::fail, reconciling.failures(), failure);
    } catch (RuntimeException bug) {
      journal.tell(new SyncEvent.Crashed(journal.now(), Optional.empty(), revision, bug));
      return backOff(
          reconciling::fail, reconciling.failures(), new KnownFailure("a bug in tend: " + bug));
    }
    return journal.enter(reconciling.finish(journal.now(), next));
  }

  private interface Failing {
    SyncState.BackingOff fail(Fault fault, Duration delay, Instant now);
  }

  private Resting backOff(Failing state, int failuresBefore, KnownFailure failure) {
    Fault fault = fault(failure);
    SyncState.BackingOff backing =
        state.fail(fault, timing.backoff(failuresBefore + 1, spec.interval()), journal.now());
    journal.update(memory -> memory.failed(fault).in(backing));
    journal.tell(
        new SyncEvent.FetchFailed(
            journal.now(), fault.message(), fault.hint(), backing.failures(), backing.due()));
    return backing;
  }

  private Fault fault(KnownFailure failure) {
    return new Fault(failure.message(), failure.hint(), journal.now());
  }

  private Revision fetch() {
    Revision revision = source.fetch(() -> stopping);
    journal.update(memory -> memory.reached(journal.now()));
    return revision;
  }

  private boolean isNew(Revision revision) {
    return journal.memory().revision().filter(revision::equals).isEmpty();
  }

  private boolean due(Revision revision) {
    if (refused.equals(revision.id())) {
      return false;
    }
    return isNew(revision) || !journal.memory().complete() || driftIsDue();
  }

  private boolean driftIsDue() {
    SyncSpec.Drift drift = spec.drift();
    boolean eachCycle = drift.interval().compareTo(spec.interval()) <= 0;
    return drift.correct()
        && (eachCycle
            || journal
                .memory()
                .reconciled()
                .map(last -> !last.plus(drift.interval()).isAfter(journal.now()))
                .orElse(true));
  }

  private SyncResult unchanged(Revision revision) {
    journal.tell(new SyncEvent.RevisionUnchanged(journal.now(), revision));
    return SyncResult.unchanged(revision);
  }

  private SyncResult take(Reconciling state, Revision revision) {
    boolean first = isNew(revision);
    boolean drift = driftIsDue();
    if (first) {
      journal.tell(
          new SyncEvent.RevisionFound(journal.now(), revision, journal.memory().revision()));
    }
    boolean fresh = checkout == null || !checkout.revision().equals(revision);
    Checkout laidOut = layOut(revision);
    Discovery discovery = new AppDiscovery(spec.name(), spec.apps()).in(laidOut.folder());
    journal.update(memory -> memory.started(revision, state.since()));
    if (!laidOut.isUsable() || discovery.apps().isEmpty()) {
      return refuse(revision, laidOut.isUsable() ? discovery.problems() : laidOut.problems());
    }
    if (fresh) {
      List<Problem> problems = new ArrayList<>(laidOut.problems());
      problems.addAll(discovery.problems());
      for (Problem problem : problems) {
        journal.tell(new SyncEvent.ProblemFound(journal.now(), revision, problem));
      }
    }
    SyncResult result =
        new RevisionRun(laidOut, reconciliation, journal, () -> stopping)
            .run(state, discovery, first, drift);
    journal.update(memory -> memory.finished(result.isComplete()));
    journal.tell(new SyncEvent.RevisionFinished(journal.now(), revision, result));
    return result;
  }

  private Checkout layOut(Revision revision) {
    Checkout present = checkout;
    if (present == null
        || !present.revision().equals(revision)
        || !Files.isDirectory(present.folder())) {
      present = source.checkout(revision);
      checkout = present;
    }
    return present;
  }

  private SyncResult refuse(Revision revision, List<Problem> problems) {
    refused = revision.id();
    journal.update(
        memory ->
            memory.refused(
                problems.stream()
                    .filter(Problem::isError)
                    .map(problem -> problem.location() + " " + problem.message())
                    .toList()));
    journal.tell(new SyncEvent.RevisionRefused(journal.now(), revision, problems));
    return SyncResult.refused(revision, (int) problems.stream().filter(Problem::isError).count());
  }
}
