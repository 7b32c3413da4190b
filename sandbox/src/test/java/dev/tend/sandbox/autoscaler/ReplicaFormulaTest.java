package dev.tend.sandbox.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.sandbox.autoscaler.ReplicaFormula.PodGroups;
import dev.tend.sandbox.autoscaler.ReplicaFormula.Result;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplicaFormulaTest {
  private static final PodGroups TWO = new PodGroups(2, Set.of(), Set.of());

  @Test
  void grownInProportionToTheUse() {
    assertThat(utilization(2, TWO, 50, 100, 100)).isEqualTo(new Result(4, 100, 100));
    assertThat(utilization(2, TWO, 50, 60, 60).replicas()).isEqualTo(3);
  }

  @Test
  void leftAloneWithinTheTolerance() {
    assertThat(utilization(2, TWO, 50, 55, 55).replicas()).isEqualTo(2);
    assertThat(utilization(2, TWO, 50, 45, 45).replicas()).isEqualTo(2);
    assertThat(utilization(2, TWO, 50, 56, 56).replicas()).isEqualTo(3);
  }

  @Test
  void pendingPodsCountAsIdleWhenMoreAreWanted() {
    PodGroups groups = new PodGroups(2, Set.of("c", "d"), Set.of());

    assertThat(utilization(4, groups, 50, 100, 100).replicas()).isEqualTo(4);
    assertThat(utilization(4, groups, 50, 250, 250).replicas()).isEqualTo(10);
  }

  @Test
  void pendingPodsDoNotCountWhenFewerAreWanted() {
    PodGroups groups = new PodGroups(2, Set.of("c", "d"), Set.of());

    assertThat(utilization(4, groups, 50, 10, 10).replicas()).isEqualTo(1);
  }

  @Test
  void podsThatAreNotMeasuredCountAsBusyWhenFewerAreWanted() {
    PodGroups groups = new PodGroups(2, Set.of(), Set.of("c"));

    // (10 + 10 + 100) / 300 of what is requested is 80 percent of the aim.
    assertThat(utilization(3, groups, 50, 10, 10).replicas()).isEqualTo(3);
    assertThat(utilization(3, groups, 90, 10, 10).replicas()).isEqualTo(2);
  }

  @Test
  void averagesAreComparedAsAmounts() {
    ReplicaFormula formula = new ReplicaFormula(2, TWO, used(150, 250));

    assertThat(formula.byAverage(100)).isEqualTo(new Result(4, 0, 200));
    assertThat(formula.byAverage(210)).isEqualTo(new Result(2, 0, 200));
  }

  private static Result utilization(int current, PodGroups groups, int target, long... used) {
    Map<String, Long> requests = Map.of("a", 100L, "b", 100L, "c", 100L, "d", 100L);
    return new ReplicaFormula(current, groups, used(used)).byUtilization(requests, target);
  }

  private static Map<String, Long> used(long... amounts) {
    Map<String, Long> used = new TreeMap<>();
    for (int i = 0; i < amounts.length; i++) {
      used.put(Character.toString('a' + i), amounts[i]);
    }
    return used;
  }
}
