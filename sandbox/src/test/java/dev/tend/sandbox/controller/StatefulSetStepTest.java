package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import dev.tend.sandbox.controller.StatefulSetStep.Action;
import dev.tend.sandbox.controller.StatefulSetStep.Spec;
import dev.tend.sandbox.reconcile.Meta;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatefulSetStepTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Map<Integer, ObjectNode> pods = new TreeMap<>();

  private void pod(int ordinal, String revision, String state) {
    boolean ready = state.equals("ready");
    String phase = ready || state.equals("unready") || state.equals("leaving") ? "Running" : state;
    ObjectNode pod =
        Trees.yaml(
            """
            metadata: {name: db-%d, labels: {controller-revision-hash: %s}}
            status: {phase: %s, conditions: [{type: Ready, status: "%s"}]}
            """
                .formatted(ordinal, revision, phase, ready ? "True" : "False"));
    if (state.equals("leaving")) {
      pod.withObject("/metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
    }
    pods.put(ordinal, pod);
  }

  private List<String> next(Spec spec) {
    return new StatefulSetStep(spec, pods, "new", NOW)
        .actions().stream()
            .map(
                action ->
                    switch (action) {
                      case Action.Create create ->
                          "create " + create.ordinal() + (create.newest() ? "" : " old");
                      case Action.Delete delete -> "delete " + Meta.name(delete.pod());
                      case Action.Condemn condemn -> "condemn " + Meta.name(condemn.pod());
                      case Action.Replace replace -> "replace " + Meta.name(replace.pod());
                    })
            .toList();
  }

  private static Spec ordered(int replicas) {
    return new Spec(replicas, 0, false, false, 0, 0);
  }

  @Test
  void orderedPodsComeOneAfterAnother() {
    assertThat(next(ordered(3))).containsExactly("create 0");
    pod(0, "new", "unready");
    assertThat(next(ordered(3))).isEmpty();
    pod(0, "new", "ready");
    assertThat(next(ordered(3))).containsExactly("create 1");
  }

  @Test
  void parallelPodsComeTogether() {
    assertThat(next(new Spec(3, 0, true, false, 0, 0)))
        .containsExactly("create 0", "create 1", "create 2");
  }

  @Test
  void ordinalsMayStartElsewhere() {
    assertThat(next(new Spec(2, 5, true, false, 0, 0))).containsExactly("create 5", "create 6");
  }

  @Test
  void surplusPodsGoFromTheLastOne() {
    for (int ordinal = 0; ordinal < 4; ordinal++) {
      pod(ordinal, "new", "ready");
    }
    assertThat(next(ordered(2))).containsExactly("condemn db-3");
    pod(3, "new", "leaving");
    assertThat(next(ordered(2))).isEmpty();
    pods.remove(3);
    assertThat(next(ordered(2))).containsExactly("condemn db-2");
  }

  @Test
  void renewalGoesFromTheLastPodDownToThePartition() {
    for (int ordinal = 0; ordinal < 3; ordinal++) {
      pod(ordinal, "old", "ready");
    }
    Spec spec = new Spec(3, 0, false, false, 1, 0);
    assertThat(next(spec)).containsExactly("delete db-2");
    pods.remove(2);
    assertThat(next(spec)).containsExactly("create 2");
    pod(2, "new", "ready");
    assertThat(next(spec)).containsExactly("delete db-1");
    pod(1, "new", "ready");
    assertThat(next(spec)).isEmpty();
  }

  @Test
  void podsBelowThePartitionComeBackAsTheyWere() {
    pod(1, "new", "ready");

    assertThat(next(new Spec(2, 0, false, false, 1, 0))).containsExactly("create 0 old");
  }

  @Test
  void onDeleteRenewsNothingByItself() {
    pod(0, "old", "ready");

    assertThat(next(new Spec(1, 0, false, true, 0, 0))).isEmpty();
  }

  @Test
  void podsThatHaveEndedAreReplaced() {
    pod(0, "new", "Failed");

    assertThat(next(ordered(2))).containsExactly("replace db-0");
  }

  @Test
  void anOrderedSetWaitsForABrokenPodBeforeItRenews() {
    pod(0, "old", "unready");
    pod(1, "old", "ready");

    assertThat(next(ordered(2))).isEmpty();
  }
}
