package dev.tend.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimingTest {
  private final Timing longest = new TestWaiter().timing();

  @Test
  void doublesUpToAQuarterOfAnHour() {
    assertThat(
            IntStream.of(1, 2, 3, 7, 8, 1000)
                .mapToObj(failures -> longest.backoff(failures, Duration.ofHours(1))))
        .containsExactly(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            Duration.ofSeconds(640),
            Duration.ofMinutes(15),
            Duration.ofMinutes(15));
  }

  @Test
  void startsWithAShorterInterval() {
    assertThat(longest.backoff(1, Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void staysBetweenAHalfAndTheWhole() {
    Timing timing = new Timing(Clock.systemUTC(), Waiter.real(), new Random(1));

    assertThat(IntStream.range(0, 100).mapToObj(i -> timing.backoff(1, Duration.ofMinutes(1))))
        .allMatch(
            delay ->
                delay.compareTo(Duration.ofSeconds(5)) >= 0
                    && delay.compareTo(Duration.ofSeconds(10)) <= 0);
  }
}
