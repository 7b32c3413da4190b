package dev.tend.apply.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadinessesTest {
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void tellsHowAnObjectIsDoing(String file, String description, ObjectNode object) {
    Optional<ObjectNode> storageClass =
        object.get("storageClass") instanceof ObjectNode found
            ? Optional.of(found)
            : Optional.empty();

    Readiness readiness = new Readinesses(name -> storageClass).of(object);

    assertThat(readiness.getClass().getSimpleName() + ": " + readiness.message())
        .isEqualTo(object.path("expect").asText());
  }

  static Stream<Arguments> cases() {
    return Stream.of(
            "deployment",
            "statefulset",
            "daemonset",
            "replicaset",
            "job",
            "pod",
            "network",
            "claim",
            "definitions",
            "policy",
            "generic")
        .flatMap(
            file ->
                Fixtures.resource("readiness/" + file + ".yaml").stream()
                    .map(object -> Arguments.of(file, object.path("case").asText(), object)));
  }

  @Test
  void whatIsNotThereIsAbsent() {
    assertThat(new Readinesses(name -> Optional.empty()).of(Optional.empty()))
        .isEqualTo(new Readiness.Absent("not found"));
  }
}
