package dev.tend.sandbox.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
  @ParameterizedTest
  @CsvSource({
    "nginx, docker.io/library/nginx:latest",
    "nginx:1.25, docker.io/library/nginx:1.25",
    "team/app:2, docker.io/team/app:2",
    "ghcr.io/team/app, ghcr.io/team/app:latest",
    "localhost:5000/app:1, localhost:5000/app:1",
    "registry.local:5000/app, registry.local:5000/app:latest"
  })
  void namesAreCompleted(String image, String full) {
    assertThat(Images.full(image)).isEqualTo(full);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "team/app:v1.2_3", "localhost:5000/a/b", "a__b/c-d.e:1"})
  void validNames(String image) {
    assertThat(Images.isValid(image)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Nginx", "nginx:", "nginx:a b", "team//app", "-x"})
  void invalidNames(String image) {
    assertThat(Images.isValid(image)).isFalse();
  }
}
