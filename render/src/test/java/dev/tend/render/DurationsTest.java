package dev.tend.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationsTest {
  @Test
  void partsAddUp() {
    assertThat(Durations.parse("1h30m")).contains(Duration.ofMinutes(90));
    assertThat(Durations.parse("90s")).contains(Duration.ofSeconds(90));
    assertThat(Durations.parse("500ms")).contains(Duration.ofMillis(500));
  }

  @Test
  void otherTextIsNone() {
    assertThat(Durations.parse("")).isEmpty();
    assertThat(Durations.parse("0s")).isEmpty();
    assertThat(Durations.parse("5")).isEmpty();
    assertThat(Durations.parse("-5m")).isEmpty();
    assertThat(Durations.parse("5m3h")).isEmpty();
  }
}
