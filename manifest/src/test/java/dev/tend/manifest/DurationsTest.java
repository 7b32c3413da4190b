package dev.tend.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "30s,PT30S",
    "1m,PT1M",
    "1h30m,PT1H30M",
    "250ms,PT0.25S",
    "90m,PT1H30M",
    "1m1ms,PT1M0.001S",
    "1.5h,PT1H30M"
  })
  void readsWhatPeopleWrite(String text, Duration duration) {
    assertThat(Durations.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "s", "1.h", "-1s", "1 m", "1d", "1m x", "12345678901s"})
  void knowsWhatIsNone(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void writesThemTheSameWay() {
    assertThat(Durations.format(Duration.ofSeconds(5_445))).isEqualTo("1h30m45s");
    assertThat(Durations.format(Duration.ofMillis(250))).isEqualTo("250ms");
    assertThat(Durations.format(Duration.ofMinutes(1))).isEqualTo("1m");
  }
}
