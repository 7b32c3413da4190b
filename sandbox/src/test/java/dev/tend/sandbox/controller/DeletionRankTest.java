package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import dev.tend.sandbox.reconcile.Meta;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeletionRankTest {
  private static ObjectNode pod(String name, String node, String phase, String ready) {
    String conditions =
        ready.isEmpty()
            ? "[]"
            : "[{type: Ready, status: \"True\", lastTransitionTime: \"" + ready + "\"}]";
    return Trees.yaml(
        """
        metadata: {name: %s, creationTimestamp: "2026-01-01T00:00:00Z"}
        spec: {nodeName: "%s"}
        status: {phase: %s, conditions: %s}
        """
            .formatted(name, node, phase, conditions));
  }

  @Test
  void podsThatAreMissedLeastGoFirst() {
    ObjectNode cheap = pod("cheap", "n4", "Running", "2026-01-01T00:01:00Z");
    cheap
        .withObject("/metadata/annotations")
        .put("controller.kubernetes.io/pod-deletion-cost", "-5");
    List<ObjectNode> pods =
        List.of(
            pod("old", "n1", "Running", "2026-01-01T00:01:00Z"),
            pod("young", "n2", "Running", "2026-01-01T00:02:00Z"),
            pod("crowded", "n3", "Running", "2026-01-01T00:01:00Z"),
            pod("unready", "n3", "Running", ""),
            pod("pending", "n2", "Pending", ""),
            pod("unassigned", "", "Pending", ""),
            cheap);

    assertThat(DeletionRank.order(pods))
        .extracting(Meta::name)
        .containsExactly("unassigned", "pending", "unready", "cheap", "young", "crowded", "old");
  }
}
