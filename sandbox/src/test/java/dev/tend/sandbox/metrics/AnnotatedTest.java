package dev.tend.sandbox.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnnotatedTest {
  @Test
  void amountsAreThoseOfEachContainerUnlessOneIsNamed() {
    String text = "cpu=250m, memory=64Mi, side/cpu=1";

    assertThat(Annotated.usage(text, "main").text()).isEqualTo("cpu=250m,memory=64Mi");
    assertThat(Annotated.usage(text, "side").text()).isEqualTo("cpu=1,memory=64Mi");
  }

  @Test
  void whatIsNoAmountIsPassedOver() {
    assertThat(Annotated.usage("cpu=lots,memory,=3", "main").isEmpty()).isTrue();
  }
}
