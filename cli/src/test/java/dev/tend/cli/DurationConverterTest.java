package dev.tend.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationConverterTest {
  @ParameterizedTest
  @CsvSource({"90s,90000", "1h30m,5400000", "500ms,500", "1.5s,1500", "45,45000", "2m3s,123000"})
  void readsWhatKubernetesWrites(String text, long millis) {
    assertThat(new DurationConverter().convert(text)).hasMillis(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "5 minutes", "5m!", "m5", "-5m"})
  void refusesTheRest(String text) {
    assertThatThrownBy(() -> new DurationConverter().convert(text))
        .hasMessageContaining("is not a duration");
  }

  @Test
  void saysWhatToWrite() {
    assertThatThrownBy(() -> new DurationConverter().convert("5min"))
        .hasMessageContaining("write 30s, 5m, 1h30m or 500ms");
  }
}
