package dev.tend.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  /** Each expectation is what k8s.io/apimachinery 0.34 writes. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0Ki, 0",
    "1000m, 1",
    "0.1, 100m",
    "1.5, 1500m",
    "1.5Gi, 1536Mi",
    "1024Mi, 1Gi",
    "1023Ki, 1023Ki",
    "1025Ki, 1025Ki",
    "0.5Ki, 512",
    "0.9Ki, 921600m",
    "1024, 1024",
    "1000, 1k",
    "1000k, 1M",
    "1E, 1E",
    "12e6, 12e6",
    "1e4, 10e3",
    "1e-3, 1e-3",
    "0.0000000001, 1n",
    "8Ei, 9223372036854775807",
    "+.5m, 500u",
    "-1Gi, -1Gi",
    "100E, 100E"
  })
  void canonicalFormIsTheServers(String text, String canonical) {
    assertThat(Quantity.parse(text)).map(Quantity::canonical).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "m", "1mm", "1 Gi", "1K", "1ki", "1e", "1_000", "0x10", "ten", "1i", "1.2.3"})
  void otherTextIsNoQuantity(String text) {
    assertThat(Quantity.parse(text)).isEmpty();
  }

  @Test
  void equalityAndOrderGoByValue() {
    assertThat(quantity("100m")).isEqualTo(quantity("0.1")).hasSameHashCodeAs(quantity("0.100"));
    assertThat(quantity("1Gi")).isEqualTo(quantity("1024Mi")).isNotEqualTo(quantity("1G"));
    assertThat(quantity("1G")).isLessThan(quantity("1Gi"));
    assertThat(quantity("1500m").value()).isEqualByComparingTo("1.5");
  }

  private static Quantity quantity(String text) {
    return Quantity.parse(text).orElseThrow();
  }

  /** As k8s.io/apimachinery 0.34 adds and subtracts. */
  @ParameterizedTest
  @CsvSource({
    "100m, 1, 1100m, -900m",
    "1Gi, 1M, 1074741824, 1072741824",
    "0, 1Gi, 1Gi, -1Gi",
    "1.5Gi, 512Mi, 2Gi, 1Gi",
    "1, 0, 1, 1"
  })
  void sumsAndDifferencesAreWrittenAsTheFirstIs(
      String one, String two, String sum, String difference) {
    Quantity first = Quantity.parse(one).orElseThrow();
    Quantity second = Quantity.parse(two).orElseThrow();
    assertThat(first.plus(second).canonical()).isEqualTo(sum);
    assertThat(first.minus(second).canonical()).isEqualTo(difference);
  }
}
