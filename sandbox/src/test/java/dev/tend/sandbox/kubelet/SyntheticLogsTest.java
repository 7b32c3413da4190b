package dev.tend.sandbox.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyntheticLogsTest {
  private final PodLogs logs = new SyntheticLogs(KubeletRules.load(Optional.empty()));

  private static ObjectNode pod(String status) {
    return Trees.yaml(
        """
        metadata: {name: web}
        spec: {containers: [{name: main, image: "web:crash"}]}
        status: {containerStatuses: [{name: main, %s}]}
        """
            .formatted(status));
  }

  @Test
  void nothingBeforeTheStart() {
    ObjectNode pod = pod("state: {waiting: {reason: ContainerCreating}}");

    assertThat(logs.read(pod, "main", false)).isEmpty();
    assertThat(logs.hasPrevious(pod, "main")).isFalse();
  }

  @Test
  void theStartThenWhatTheRuleSaysInOrder() {
    ObjectNode pod = pod("state: {running: {startedAt: \"2026-01-01T00:00:00Z\"}}");

    assertThat(logs.read(pod, "main", false))
        .hasSize(4)
        .isSortedAccordingTo(Comparator.comparing(PodLogs.Line::time))
        .first()
        .extracting(PodLogs.Line::text)
        .isEqualTo(
            "{\"level\":\"info\",\"msg\":\"container started\",\"container\":\"main\","
                + "\"image\":\"web:crash\"}");
  }

  @Test
  void theRunBeforeIsToldApart() {
    ObjectNode pod =
        pod(
            """
            state: {running: {startedAt: "2026-01-01T00:01:00Z"}},
                lastState: {terminated: {startedAt: "2026-01-01T00:00:00Z"}}""");

    assertThat(logs.hasPrevious(pod, "main")).isTrue();
    assertThat(logs.read(pod, "main", true).getFirst().time()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(logs.read(pod, "main", false).getFirst().time()).isEqualTo("2026-01-01T00:01:00Z");
  }
}
