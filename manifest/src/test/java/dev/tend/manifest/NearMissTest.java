package dev.tend.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMissTest {
  @Test
  void findsTheWordThatWasMeant() {
    assertThat(NearMiss.of("version", List.of("kind", "apiVersion"))).contains("apiVersion");
    assertThat(NearMiss.of("restartolicy", List.of("replicas", "restartPolicy")))
        .contains("restartPolicy");
    assertThat(NearMiss.of("RollingUpdate", List.of("type", "rollingUpdate")))
        .contains("rollingUpdate");
    assertThat(NearMiss.of("nmae", List.of("name", "namespace"))).contains("name");
    assertThat(NearMiss.hint("meta", List.of("metadata"))).isEqualTo("Did you mean `metadata`?");
  }

  @Test
  void saysNothingRatherThanSomethingFar() {
    assertThat(NearMiss.of("strategy", List.of("template", "selector"))).isEmpty();
    assertThat(NearMiss.of("a", List.of("b"))).isEmpty();
    assertThat(NearMiss.hint("x", List.of())).isEmpty();
  }
}
