package dev.tend.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundTest {
  private static final long PATIENCE = 60;

  @Test
  void whatIsAskedForWhileATaskRunsIsDoneAfterIt() throws InterruptedException {
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch changed = new CountDownLatch(1);
    CountDownLatch again = new CountDownLatch(1);
    try (Background background = new Background()) {
      background.untilDone(
          "a",
          () -> {
            looked.countDown();
            return await(changed);
          });
      assertThat(looked.await(PATIENCE, TimeUnit.SECONDS)).isTrue();

      background.untilDone(
          "a",
          () -> {
            again.countDown();
            return true;
          });
      changed.countDown();

      assertThat(again.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void oneNameHasOneTaskAtATime() throws InterruptedException {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger last = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    try (Background background = new Background()) {
      for (int i = 1; i <= 200; i++) {
        int number = i;
        background.untilDone(
            "a",
            () -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              last.set(number);
              running.decrementAndGet();
              if (number == 200) {
                end.countDown();
              }
              return true;
            });
      }

      assertThat(end.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
      assertThat(most).hasValue(1);
      assertThat(last).hasValue(200);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
