package dev.tend.sync.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {
  @Test
  void findsSwappedMissingAndWrongLettersTheNearestFirst() {
    assertThat(NearNames.of("mian", List.of("main", "develop", "maint"))).containsExactly("main");
    assertThat(NearNames.of("Release", List.of("release-1", "release", "main")))
        .containsExactly("release", "release-1");
  }

  @Test
  void findsAWordWithinALongerName() {
    assertThat(NearNames.of("prod", List.of("env/production", "main")))
        .containsExactly("env/production");
  }

  @Test
  void findsNothingWhereNothingIsNear() {
    assertThat(NearNames.of("staging", List.of("main", "develop"))).isEmpty();
  }
}
