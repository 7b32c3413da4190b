package dev.tend.sandbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.Trees;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SchedulingQueueTest {
  private final SchedulingQueue queue = new SchedulingQueue(Duration::ofSeconds);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private static ObjectNode pod(String name, int priority) {
    return Trees.yaml(
        "{apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: shop, uid: u}, spec: {priority: %d}}"
            .formatted(name, priority));
  }

  private String next() {
    return queue.next(now).map(ResourceId::name).orElse("-");
  }

  private static ResourceId id(String name) {
    return new ResourceId("", "Pod", "shop", name);
  }

  @Test
  void theMoreImportantComeFirstAndThenTheOlder() {
    queue.offer(pod("first", 0));
    queue.offer(pod("second", 0));
    queue.offer(pod("urgent", 10));

    assertThat(next() + " " + next() + " " + next() + " " + next())
        .isEqualTo("urgent first second -");
  }

  @Test
  void whoWasRefusedWaitsForAChangeAndThenForItsTime() {
    queue.offer(pod("p", 0));
    next();
    queue.refused(id("p"), now);

    now = now.plusSeconds(60);
    assertThat(next()).isEqualTo("-");
    queue.stir();
    assertThat(next()).isEqualTo("p");

    queue.refused(id("p"), now);
    queue.stir();
    assertThat(next()).isEqualTo("-");
    assertThat(queue.nextDue()).contains(now.plusSeconds(2));
    now = now.plusSeconds(2);
    assertThat(next()).isEqualTo("p");
  }

  @Test
  void aPodOfTheSameNameThatComesDuringAnAttemptHasItsTurn() {
    queue.offer(pod("p", 0));
    next();

    queue.forget(id("p"));
    queue.offer(pod("p", 0));
    queue.settled(id("p"));

    assertThat(next()).isEqualTo("p");
    queue.settled(id("p"));
    queue.stir();
    assertThat(next()).isEqualTo("-");
  }

  @Test
  void aChangeDuringAnAttemptIsNotMissed() {
    queue.offer(pod("p", 0));
    next();
    queue.stir();
    queue.refused(id("p"), now);

    now = now.plusSeconds(1);
    assertThat(next()).isEqualTo("p");
  }

  @Test
  void onlyWhoMindsOthersLooksAgainWhenOneComes() {
    queue.offer(pod("plain", 0));
    ObjectNode close = pod("close", 0);
    close.withObject("/spec/affinity").putObject("podAffinity");
    queue.offer(close);
    next();
    next();
    queue.refused(id("plain"), now);
    queue.refused(id("close"), now);

    queue.stirNeighbours();
    now = now.plusSeconds(1);
    assertThat(next() + " " + next()).isEqualTo("close -");
  }

  @Test
  void itsOwnStatusIsNoReasonToLookAgain() {
    queue.offer(pod("p", 0));
    next();
    queue.refused(id("p"), now);
    now = now.plusSeconds(60);
    ObjectNode told = pod("p", 0);
    told.putObject("status").put("phase", "Pending");
    queue.offer(told);
    assertThat(next()).isEqualTo("-");

    ObjectNode changed = pod("p", 0);
    changed.withObject("/spec").putArray("tolerations");
    queue.offer(changed);
    now = now.plusSeconds(60);
    assertThat(next()).isEqualTo("p");
  }
}
