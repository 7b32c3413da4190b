package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 20).boxed().toList();

  @Test
  void doesEverything() {
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());

    List<Integer> left = new Workers(4).work(ITEMS, item -> true, done::add);

    assertThat(left).isEmpty();
    assertThat(done).containsExactlyInAnyOrderElementsOf(ITEMS);
  }

  @Test
  void leavesTheRestOnceToldToStop() {
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());

    List<Integer> left = new Workers(1).work(ITEMS, item -> item < 5, done::add);

    assertThat(done).containsExactly(0, 1, 2, 3, 4);
    assertThat(left).isEqualTo(ITEMS.subList(5, 20));
  }

  @Test
  void anInterruptStartsNothingMoreAndLetsTheRestEnd() throws InterruptedException {
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    List<Integer> left = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    boolean[] flag = new boolean[1];
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  left.addAll(
                      new Workers(1)
                          .work(
                              ITEMS,
                              item -> true,
                              item -> {
                                begun.countDown();
                                awaitCalmly(goOn);
                                done.add(item);
                              }));
                  flag[0] = Thread.currentThread().isInterrupted();
                });
    begun.await();
    caller.interrupt();
    goOn.countDown();
    caller.join();

    assertThat(done).containsExactly(0);
    assertThat(left).isEqualTo(ITEMS.subList(1, 20));
    assertThat(flag[0]).as("the caller learns of the interrupt").isTrue();
  }

  @Test
  void whatASecondInterruptBreaksOffIsHeardOfAllTheSame() throws InterruptedException {
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    List<Integer> heardOf = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  new Workers(1)
                      .work(
                          List.of(7),
                          item -> true,
                          item -> {
                            begun.countDown();
                            awaitInterrupt();
                            done.add(item);
                          });
                  heardOf.addAll(done);
                });
    begun.await();
    caller.interrupt();
    while (caller.isInterrupted()) {
      Thread.onSpinWait();
    }
    caller.interrupt();
    caller.join();

    assertThat(heardOf).containsExactly(7);
  }

  /** Takes a moment to see to what an interrupt leaves behind, however often it comes. */
  private static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      long end = System.nanoTime() + 200_000_000;
      while (System.nanoTime() < end) {
        Thread.yield();
      }
    }
  }

  private static void awaitCalmly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("work under way must not be interrupted", e);
    }
  }
}
