package dev.tend.diff.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualTimeTest {
  @ParameterizedTest
  @ValueSource(strings = {"2026-11-21T16:05:09Z", "1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z"})
  void readsWhatServersWrite(String text) {
    assertThat(UsualTime.parse(text)).contains(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-21T16:05:09.5Z",
        "2026-11-21T16:05:09+01",
        "2026-11-21 16:05:09Z",
        "2026-13-21T16:05:09Z",
        "2026-02-29T16:05:09Z",
        "2O26-11-21T16:05:09Z"
      })
  void leavesTheRestToOthers(String text) {
    assertThat(UsualTime.parse(text)).isEmpty();
  }
}
