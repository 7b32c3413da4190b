package dev.tend.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each expectation is what sigs.k8s.io/yaml 1.4 makes of the same text. */
class PlainScalarsTest {
  private static final String CASES =
      """
      yes -> true
      Yes -> true
      yEs -> "yEs"
      on -> true
      y -> true
      N -> false
      OFF -> false
      True -> true
      tRue -> "tRue"
      0777 -> 511
      0o777 -> 511
      -0777 -> -511
      08 -> 8
      09.5 -> 9.5
      +12 -> 12
      1_000 -> 1000
      1_000.5 -> 1000.5
      _1 -> "_1"
      1_ -> 1
      .5 -> 0.5
      5. -> 5
      +.5 -> 0.5
      .5_0 -> 0.5
      1e3 -> 1000
      1.5e3 -> 1500
      1e-3 -> 0.001
      1e -> "1e"
      .e3 -> ".e3"
      0x1F -> 31
      -0x1F -> -31
      0x -> "0x"
      0b101 -> 5
      -0b101 -> -5
      0b2 -> "0b2"
      0o8 -> "0o8"
      inf -> "inf"
      nan -> "nan"
      190:20:30 -> "190:20:30"
      2001-12-14 -> "2001-12-14"
      2001-12-14t21:59:43.10-05:00 -> "2001-12-14t21:59:43.10-05:00"
      ~ -> null
      Null -> null
      nUll -> "nUll"
      = -> "="
      9223372036854775807 -> 9223372036854775807
      9223372036854775808 -> 9.223372036854776E18
      -9223372036854775809 -> -9.223372036854776E18
      123456789012345678901234567890 -> 1.2345678901234568E29
      0xffffffffffffffff -> 1.8446744073709552E19
      0x10000000000000000 -> "0x10000000000000000"
      1e400 -> "1e400"
      1e-400 -> 0
      1.0 -> 1
      1.10 -> 1.1
      -0.0 -> 0
      1e6 -> 1000000
      1e19 -> 1.0E19
      1.2.3 -> "1.2.3"
      -- -> "--"
      + -> "+"
      . -> "."
      100m -> "100m"
      """;

  static Stream<String[]> cases() {
    return CASES.lines().map(line -> line.split(" -> "));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("cases")
  void resolvesAsKubernetesDoes(String text, String expected) {
    JsonNode value = PlainScalars.resolve(text);

    assertThat(value.toString()).isEqualTo(expected);
  }

  static Stream<String[]> keys() {
    return Stream.of(
        new String[] {"yes", "true"},
        new String[] {"1", "1"},
        new String[] {"0777", "511"},
        new String[] {"1.5", "1.5"},
        new String[] {"1.0", "1"},
        new String[] {"1e6", "1e+06"},
        new String[] {"1e5", "100000"},
        new String[] {"0.00001", "1e-05"},
        new String[] {"1234567.5", "1.2345675e+06"},
        new String[] {"2001-12-14", "2001-12-14"},
        new String[] {".inf", ".inf"});
  }

  @ParameterizedTest(name = "the key {0} becomes {1}")
  @MethodSource("keys")
  void keysBecomeTextAsKubernetesDoesIt(String text, String expected) {
    assertThat(PlainScalars.key(text)).contains(expected);
  }
}
