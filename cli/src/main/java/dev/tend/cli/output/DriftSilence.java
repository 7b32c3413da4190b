package dev.tend.cli.output;

import dev.tend.sync.Reconciliation.Outcome;
import dev.tend.sync.SyncEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leaves out of a log the cycles that looked for a new revision and for drift, and found none. */
final class DriftSilence {
  /** The look for drift that is under way, not told yet. */
  private SyncEvent.@Nullable AppStarted look;

  /** Whether anything of this cycle was told. */
  private boolean told;

  /** What to tell now that this has happened, in this order. */
  List<SyncEvent> tell(SyncEvent event) {
    return switch (event) {
      case SyncEvent.RevisionUnchanged ignored -> List.of();
      case SyncEvent.AppStarted started when started.reason() == SyncEvent.Reason.DRIFT -> {
        look = started;
        yield List.of();
      }
      case SyncEvent.AppReconciled(var at, var app, var revision, Outcome.Applied same)
          when look != null && same.changed() == 0 -> {
        look = null;
        yield List.of();
      }
      case SyncEvent.RevisionFinished finished -> {
        boolean worthIt = told;
        told = false;
        yield worthIt ? List.of(finished) : List.of();
      }
      default -> {
        told = true;
        SyncEvent.AppStarted before = look;
        look = null;
        yield before == null ? List.of(event) : List.of(before, event);
      }
    };
  }
}
