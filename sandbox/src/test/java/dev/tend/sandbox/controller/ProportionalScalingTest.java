package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.sandbox.controller.ProportionalScaling.Part;
import dev.tend.sandbox.controller.RollingUpdate.Bounds;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProportionalScalingTest {
  @Test
  void growthIsSharedBySize() {
    // 10 + 3 in the middle of a rollout, now 15 + 3: as in the documentation of Deployments.
    var sizes =
        ProportionalScaling.share(
            new Bounds(15, 3, 2), List.of(new Part("old", 8, 0, 13), new Part("new", 5, 1, 13)));

    assertThat(sizes).containsEntry("old", 11).containsEntry("new", 7);
  }

  @Test
  void shrinkingIsSharedBySizeAndNeverGoesBelowNothing() {
    var sizes =
        ProportionalScaling.share(
            new Bounds(2, 1, 0), List.of(new Part("old", 8, 0, 13), new Part("new", 5, 1, 13)));

    assertThat(sizes.values().stream().mapToInt(i -> i).sum()).isEqualTo(3);
    assertThat(sizes.values()).allMatch(size -> size >= 0);
  }

  @Test
  void noneAreLeftWhenNoneAreDesired() {
    var sizes =
        ProportionalScaling.share(
            new Bounds(0, 0, 0), List.of(new Part("old", 8, 0, 13), new Part("new", 5, 1, 13)));

    assertThat(sizes.values()).allMatch(size -> size == 0);
  }
}
