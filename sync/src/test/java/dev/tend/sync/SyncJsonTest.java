package dev.tend.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tend.sync.git.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SyncJsonTest {
  private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
  private static final Revision REVISION =
      new Revision("0123456789012345678901234567890123456789", NOW, "Do \"it\"");
  private static final SyncState.Fault FAULT = new SyncState.Fault("no", "try", NOW);

  static List<SyncState> states() {
    SyncState.Fetching fetching = new SyncState.Idle(NOW, NOW).fetch(NOW);
    SyncState.Reconciling reconciling = fetching.reconcile(REVISION, NOW);
    SyncState.BackingOff backing =
        fetching.fail(FAULT, Duration.ofSeconds(3), NOW).fetch(NOW).fail(FAULT, Duration.ZERO, NOW);
    return List.of(
        fetching,
        fetching.rest(NOW, NOW.plusSeconds(60)),
        reconciling,
        reconciling.next("web"),
        backing,
        backing.stop(NOW));
  }

  @ParameterizedTest
  @MethodSource("states")
  void readsWhatItWrites(SyncState state) throws Exception {
    SyncMemory memory = full().in(state);

    String text = SyncJson.write(memory).toPrettyString();

    assertThat(SyncJsonReader.read(new ObjectMapper().readTree(text))).isEqualTo(memory);
  }

  @Test
  void readsAnEmptyMemory() {
    SyncMemory empty = SyncMemory.empty("prod", "x", NOW);

    assertThat(SyncJsonReader.read(SyncJson.write(empty))).isEqualTo(empty);
  }

  @Test
  void isADocumentThatProgramsCanRelyOn() {
    assertThat(SyncJson.write(full()).toPrettyString())
        .isEqualToIgnoringWhitespace(
            """
            {
              "version": 1,
              "sync": "prod",
              "follows": "https://h/x.git branch main [apps/*]",
              "state": {
                "phase": "idle",
                "since": "2026-01-02T12:00:00Z",
                "due": "2026-01-02T12:00:00Z"
              },
              "revision": {
                "id": "0123456789012345678901234567890123456789",
                "time": "2026-01-02T12:00:00Z",
                "subject": "Do \\"it\\""
              },
              "complete": false,
              "fetched": "2026-01-02T12:00:00Z",
              "reconciled": "2026-01-02T12:00:00Z",
              "refusal": ["x is a submodule"],
              "fault": {"message": "no", "hint": "try", "at": "2026-01-02T12:00:00Z"},
              "apps": [
                {
                  "name": "web",
                  "path": "apps/web",
                  "ending": "refused",
                  "summary": "broken",
                  "revision": "0123456789012345678901234567890123456789",
                  "at": "2026-01-02T12:00:00Z",
                  "applied": {"revision": "abc", "at": "2026-01-02T12:00:00Z"}
                }
              ]
            }
            """);
  }

  private static SyncMemory full() {
    return SyncMemory.empty("prod", "https://h/x.git branch main [apps/*]", NOW)
        .reached(NOW)
        .started(REVISION, NOW)
        .refused(List.of("x is a submodule"))
        .failed(FAULT)
        .with(
            new AppMemory(
                "web",
                "apps/web",
                AppMemory.Ending.REFUSED,
                "broken",
                REVISION.id(),
                NOW,
                Optional.of(new AppMemory.Applied("abc", NOW))));
  }
}
