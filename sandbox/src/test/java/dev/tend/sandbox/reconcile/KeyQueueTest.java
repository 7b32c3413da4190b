package dev.tend.sandbox.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyQueueTest {
  private final ManualTicker ticker = new ManualTicker();
  private final KeyQueue<String> queue = new KeyQueue<>(ticker);

  /** All keys that are ready, taken and done. */
  private List<String> drain() throws InterruptedException {
    queue.add("end");
    List<String> keys = new ArrayList<>();
    for (String key = take(); !key.equals("end"); key = take()) {
      keys.add(key);
      queue.done(key);
    }
    queue.done("end");
    return keys;
  }

  private String take() throws InterruptedException {
    return queue.take().orElseThrow();
  }

  @Test
  void aKeyIsInTheQueueOnce() throws InterruptedException {
    queue.add("a");
    queue.add("b");
    queue.add("a");

    assertThat(drain()).containsExactly("a", "b");
  }

  @Test
  void aKeyThatIsAddedWhileWorkedOnComesAgainAfterwards() throws InterruptedException {
    queue.add("a");
    String key = take();
    queue.add("a");
    assertThat(drain()).isEmpty();

    queue.done(key);

    assertThat(drain()).containsExactly("a");
  }

  @Test
  void theEarliestDelayCounts() throws InterruptedException {
    queue.addAfter("a", Duration.ofSeconds(9));
    queue.addAfter("a", Duration.ofSeconds(3));
    queue.addAfter("a", Duration.ofSeconds(6));
    ticker.pass(Duration.ofSeconds(2));
    assertThat(drain()).isEmpty();

    ticker.pass(Duration.ofSeconds(1));
    assertThat(drain()).containsExactly("a");

    ticker.pass(Duration.ofSeconds(60));
    assertThat(drain()).isEmpty();
  }

  @Test
  void retriesWaitTwiceAsLongEachTimeUntilOneSucceeds() throws InterruptedException {
    for (int millis : new int[] {5, 10, 20, 40}) {
      queue.retry("a");
      ticker.pass(Duration.ofMillis(millis - 1));
      assertThat(drain()).isEmpty();
      ticker.pass(Duration.ofMillis(1));
      assertThat(drain()).containsExactly("a");
    }
    queue.succeeded("a");
    queue.retry("a");
    ticker.pass(Duration.ofMillis(5));
    assertThat(drain()).containsExactly("a");
  }

  @Test
  void aClosedQueueGivesNothingMore() throws InterruptedException {
    queue.add("a");
    queue.close();

    assertThat(queue.take()).isEmpty();
  }
}
