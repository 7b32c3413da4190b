package dev.tend.sandbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnschedulableTest {
  @Test
  void countsReasonsAndSaysWhetherPreemptionCouldHelp() {
    Reason cpu = Reason.curable("Insufficient cpu");
    Reason memory = Reason.curable("Insufficient memory");
    Reason taint = Reason.lasting("node(s) had untolerated taint(s)");

    List<List<Reason>> said =
        List.of(List.of(cpu, memory), List.of(cpu), List.of(taint), List.of(taint));
    List<Reason> none = List.of(Reason.lasting("No preemption victims found for incoming pod"));

    assertThat(Unschedulable.filtered(said, Map.of("n1", none, "n2", none)))
        .isEqualTo(
            "0/4 nodes are available: 1 Insufficient memory, 2 Insufficient cpu, 2 node(s) had"
                + " untolerated taint(s). no new claims to deallocate, preemption: 0/4 nodes are available: 2 No"
                + " preemption victims found for incoming pod, 2 Preemption is not helpful for"
                + " scheduling.");
  }

  @Test
  void saysWhenThereAreNoNodes() {
    assertThat(Unschedulable.message(0, "")).isEqualTo("no nodes available to schedule pods");
  }
}
