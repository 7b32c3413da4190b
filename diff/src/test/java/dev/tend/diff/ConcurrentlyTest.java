package dev.tend.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrentlyTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 50).boxed().toList();

  @Test
  void keepsTheOrderOfTheItems() throws InterruptedException {
    assertThat(Concurrently.map(ITEMS, 7, i -> i * 2))
        .isEqualTo(ITEMS.stream().map(i -> i * 2).toList());
  }

  @Test
  void neverHasMoreUnderWayThanAllowed() throws InterruptedException {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    Concurrently.map(
        ITEMS,
        3,
        i -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          Thread.yield();
          return now.decrementAndGet();
        });

    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void throwsTheFirstFailureInTheOrderOfTheItems() {
    assertThatThrownBy(
            () ->
                Concurrently.map(
                    ITEMS,
                    50,
                    i -> {
                      if (i >= 10) {
                        throw new IllegalStateException("item " + i);
                      }
                      return i;
                    }))
        .hasMessage("item 10");
  }

  @Test
  void anInterruptReachesTheCallsUnderWay() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger interrupted = new AtomicInteger();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Concurrently.map(
                        List.of(1),
                        1,
                        i -> {
                          begun.countDown();
                          try {
                            never.await();
                          } catch (InterruptedException e) {
                            interrupted.incrementAndGet();
                          }
                          return i;
                        });
                  } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                  }
                });
    begun.await();
    caller.interrupt();
    caller.join();

    assertThat(interrupted).hasValue(2);
  }
}
