package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.sandbox.Trees;
import dev.tend.sandbox.controller.RollingUpdate.Bounds;
import dev.tend.sandbox.controller.RollingUpdate.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollingUpdateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {replicas: 10}                                                              | 3 | 2
          {replicas: 3, strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}}   | 1 | 0
          {replicas: 4, strategy: {rollingUpdate: {maxSurge: 30%, maxUnavailable: 30%}}} | 2 | 1
          {replicas: 1, strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 25%}}} | 0 | 1
          {replicas: 2, strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 5}}}   | 0 | 2
          {replicas: 0}                                                                | 0 | 0
          {replicas: 5, strategy: {type: Recreate}}                                    | 0 | 0
          """)
  void boundsRoundSurgeUpAndUnavailableDown(String spec, int surge, int unavailable) {
    Bounds bounds = Bounds.of(Trees.yaml(spec));

    assertThat(bounds.maxSurge()).isEqualTo(surge);
    assertThat(bounds.maxUnavailable()).isEqualTo(unavailable);
  }

  @ParameterizedTest
  @CsvSource({
    // desired, surge, present, all -> next
    "10, 3, 0, 10, 3",
    "10, 3, 3, 13, 3",
    "10, 3, 3, 11, 5",
    "10, 3, 9, 10, 10",
    "10, 0, 0, 8, 2",
    "5, 1, 8, 8, 5",
    "0, 0, 3, 3, 0"
  })
  void theNewSetGrowsIntoTheRoomThatThereIs(
      int desired, int surge, int present, int all, int next) {
    assertThat(RollingUpdate.newSize(new Bounds(desired, surge, 0), present, all)).isEqualTo(next);
  }

  @Test
  void oldSetsGiveUpUnavailablePodsBeforeAvailableOnes() {
    Bounds bounds = new Bounds(10, 2, 2);

    assertThat(
            RollingUpdate.oldSizes(bounds, new Size(0, 0), List.of(new Size(3, 0), new Size(9, 9))))
        .containsExactly(0, 8);
  }

  @Test
  void oldSetsKeepTheirPodsWhileNewOnesAreNotAvailable() {
    Bounds bounds = new Bounds(3, 1, 0);

    assertThat(RollingUpdate.oldSizes(bounds, new Size(1, 0), List.of(new Size(3, 3))))
        .containsExactly(3);
    assertThat(RollingUpdate.oldSizes(bounds, new Size(1, 1), List.of(new Size(3, 3))))
        .containsExactly(2);
  }

  @Test
  void podsThatAreAboutToGoDontCountAsAvailable() {
    Bounds bounds = new Bounds(3, 1, 1);

    // Two of three are asked to go already, but the status still counts them.
    assertThat(RollingUpdate.oldSizes(bounds, new Size(1, 1), List.of(new Size(1, 3))))
        .containsExactly(1);
  }

  @Test
  void everyRolloutEndsWithinItsBoundsWhateverPodsDo() {
    Random random = new Random(42);
    for (int round = 0; round < 500; round++) {
      int desired = random.nextInt(12);
      int surge = random.nextInt(4);
      int unavailable = surge == 0 ? 1 + random.nextInt(3) : random.nextInt(4);
      Bounds bounds = new Bounds(desired, surge, Math.min(unavailable, desired));
      roll(bounds, random);
    }
  }

  /** Old pods are available; new ones become so at random times. */
  private static void roll(Bounds bounds, Random random) {
    List<Integer> olds = new ArrayList<>(split(bounds.desired(), random));
    int fresh = 0;
    int available = 0;
    for (int step = 0; step < 500; step++) {
      int all = fresh + olds.stream().mapToInt(i -> i).sum();
      fresh = RollingUpdate.newSize(bounds, fresh, all);
      List<Size> sizes = olds.stream().map(size -> new Size(size, size)).toList();
      olds = new ArrayList<>(RollingUpdate.oldSizes(bounds, new Size(fresh, available), sizes));
      int left = olds.stream().mapToInt(i -> i).sum();
      assertThat(fresh + left).isLessThanOrEqualTo(Math.max(bounds.most(), bounds.desired()));
      assertThat(available + left).isGreaterThanOrEqualTo(bounds.leastAvailable());
      available = Math.min(fresh, available + random.nextInt(3));
    }
    assertThat(fresh).isEqualTo(bounds.desired());
    assertThat(olds).allMatch(size -> size == 0);
  }

  private static List<Integer> split(int total, Random random) {
    int first = total == 0 ? 0 : random.nextInt(total + 1);
    return Stream.of(first, total - first).toList();
  }
}
