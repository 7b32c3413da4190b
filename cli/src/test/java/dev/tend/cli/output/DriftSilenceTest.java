package dev.tend.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.sync.Reconciliation.Outcome;
import dev.tend.sync.SyncEvent;
import dev.tend.sync.SyncEvent.Reason;
import dev.tend.sync.SyncResult;
import dev.tend.sync.git.Revision;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DriftSilenceTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Revision REVISION = new Revision("0123456789abcdef", NOW, "One");

  private final DriftSilence silence = new DriftSilence();

  @Test
  void aCycleThatFindsNoDriftIsNotTold() {
    assertThat(silence.tell(started(Reason.DRIFT))).isEmpty();
    assertThat(silence.tell(reconciled(new Outcome.Applied("nothing to change", 0)))).isEmpty();
    assertThat(silence.tell(finished())).isEmpty();
  }

  @Test
  void aCycleThatPutsSomethingRightIsToldFromItsStart() {
    SyncEvent start = started(Reason.DRIFT);
    SyncEvent end = reconciled(new Outcome.Applied("changed 1 object", 1));

    assertThat(silence.tell(start)).isEmpty();
    assertThat(silence.tell(end)).containsExactly(start, end);
    assertThat(silence.tell(finished())).hasSize(1);
  }

  @Test
  void aLookThatFailsIsTold() {
    silence.tell(started(Reason.DRIFT));

    assertThat(silence.tell(reconciled(new Outcome.Refused("the cluster is away")))).hasSize(2);
  }

  @Test
  void aNewRevisionIsToldThoughItChangesNothing() {
    assertThat(silence.tell(started(Reason.NEW_REVISION))).hasSize(1);
    assertThat(silence.tell(reconciled(new Outcome.Applied("nothing to change", 0)))).hasSize(1);
    assertThat(silence.tell(finished())).hasSize(1);
    assertThat(silence.tell(finished())).as("the next cycle is another").isEmpty();
  }

  private static SyncEvent started(Reason reason) {
    return new SyncEvent.AppStarted(NOW, "shop", REVISION, reason);
  }

  private static SyncEvent reconciled(Outcome outcome) {
    return new SyncEvent.AppReconciled(NOW, "shop", REVISION, outcome);
  }

  private static SyncEvent finished() {
    return new SyncEvent.RevisionFinished(
        NOW, REVISION, new SyncResult(REVISION, 1, 0, 0, 0, false));
  }
}
