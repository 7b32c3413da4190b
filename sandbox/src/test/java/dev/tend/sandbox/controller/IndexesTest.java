package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "3", "0,2", "0-2", "0-2,4,6-9", "1,2", "7-10"})
  void whatIsReadIsWrittenAgain(String text) {
    assertThat(Indexes.text(Indexes.parse(text))).isEqualTo(text);
  }
}
