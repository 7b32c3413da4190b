package dev.tend.sandbox.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "PT10S, 10s",
    "PT1M20S, 1m20s",
    "PT5M, 5m0s",
    "PT1H0M3S, 1h0m3s",
    "PT1.5S, 1.5s",
    "PT0.25S, 250ms",
    "PT0S, 0s"
  })
  void spansReadAsGoWritesThem(Duration span, String text) {
    assertThat(Times.goText(span)).isEqualTo(text);
  }

  @Test
  void timesHaveWholeSecondsAndMicroTimesSixDecimals() {
    Instant time = Instant.parse("2026-01-02T03:04:05.678901234Z");

    assertThat(Times.text(time)).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(Times.microText(time)).isEqualTo("2026-01-02T03:04:05.678901Z");
  }
}
