package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.inventory.Ownership;
import dev.tend.apply.lock.Holder;
import dev.tend.apply.lock.LeaseFormat;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppLockIT {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  @TempDir Path folder;
  private TestCluster test;
  private Ownership owner;
  private final List<ApplyEvent> events = new ArrayList<>();

  @BeforeEach
  void open() {
    test = TestCluster.open(folder);
    new Shop(test).apply(Shop.NAMESPACE);
    owner = new Ownership("shop", test.namespace());
  }

  @AfterEach
  void close() {
    test.close();
  }

  private AppLock lock(String user) {
    return new AppLock(test.cluster(), owner, user, Clock.systemUTC());
  }

  private Optional<ObjectNode> lease() {
    return test.cluster().get(id(), "coordination.k8s.io/v1");
  }

  private ResourceId id() {
    return new ResourceId(
        "coordination.k8s.io", "Lease", test.namespace(), LeaseFormat.name(owner));
  }

  /** Whatever its version is: the lock may be renewed meanwhile. */
  private void change(String place, String field, String value) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.withObject(place).put(field, value);
    test.cluster().mergePatch(id(), "coordination.k8s.io/v1", patch);
  }

  private void leave(Holder holder, Duration term) {
    test.cluster().create(id(), LeaseFormat.write(owner, holder, term, Instant.now()));
  }

  @Test
  void whoComesSecondIsToldWhoIsAtWork() {
    try (AppLock first = lock("ann@laptop");
        AppLock second = lock("bob@ci")) {
      first.acquire(PATIENCE, events::add);

      assertThatThrownBy(() -> second.acquire(PATIENCE, events::add))
          .isInstanceOf(KnownFailure.class)
          .hasMessageStartingWith("Couldn't work on app shop: ann@laptop (process ");
      assertThat(events)
          .singleElement()
          .satisfies(event -> assertThat(event.toString()).contains("ann@laptop"));
    }
    assertThat(lease()).as("let go").isEmpty();
  }

  @Test
  void whoWaitsGetsItWhenItIsFree() throws InterruptedException {
    try (AppLock second = lock("bob@ci")) {
      AppLock first = lock("ann@laptop");
      first.acquire(PATIENCE, events::add);
      Thread waiting =
          Thread.ofVirtual().start(() -> second.acquire(Duration.ofMinutes(2), events::add));
      first.close();
      waiting.join(Duration.ofMinutes(2));

      assertThat(LeaseFormat.holder(lease().orElseThrow()).name()).startsWith("bob@ci");
    }
  }

  @Test
  void aProcessThatEndedHoldsNothing() {
    Holder self = Holder.current("ann@laptop");
    leave(new Holder("ann@laptop (process 1)", self.machine(), 1, 0), Duration.ofHours(1));
    try (AppLock lock = lock("bob@ci")) {
      lock.acquire(PATIENCE, events::add);
      assertThat(LeaseFormat.holder(lease().orElseThrow()).name()).startsWith("bob@ci");
    }
  }

  @Test
  void aLeaseThatNobodyRenewsRunsOut() {
    leave(new Holder("ann@elsewhere (process 9)", "another machine", 9, 0), Duration.ofSeconds(1));
    try (AppLock lock = lock("bob@ci")) {
      lock.acquire(Duration.ofMinutes(2), events::add);
      assertThat(LeaseFormat.holder(lease().orElseThrow()).name()).startsWith("bob@ci");
    }
  }

  @Test
  void whoLostTheLockDoesNothingMore() {
    Shop shop = new Shop(test);
    try (AppLock lock = lock("ann@laptop")) {
      lock.acquire(PATIENCE, events::add);
      change("/spec", "holderIdentity", "bob@ci (process 2)");
      lock.renew();

      ApplyReport report =
          new Applier(test.cluster(), Clock.systemUTC(), Optional.of(lock))
              .apply(shop.plan(Shop.NAMESPACE, Shop.SETTINGS), shop.options, events::add);

      assertThat(report.succeeded()).isFalse();
      assertThat(report.failed().getFirst().message()).contains("somebody else took the lock");
      assertThat(shop.live("ConfigMap", "settings")).isEmpty();
    }
    assertThat(LeaseFormat.holder(lease().orElseThrow()).name()).startsWith("bob@ci");
  }

  @Test
  void aLeaseThatSomebodyAnnotatesIsOursYet() {
    try (AppLock lock = lock("ann@laptop")) {
      lock.acquire(PATIENCE, events::add);
      change("/metadata/annotations", "example.com/seen", "yes");

      lock.renew();
      lock.renew();

      assertThat(lock.lost()).isEmpty();
    }
    assertThat(lease()).isEmpty();
  }

  @Test
  void whoCouldNotRenewInTimeAsksAgainBeforeGoingOn() {
    SteppedClock clock = new SteppedClock();
    AppLock lock = new AppLock(test.cluster(), owner, "ann@laptop", clock);
    lock.acquire(PATIENCE, events::add);

    clock.step(Duration.ofMinutes(1));
    assertThat(lock.lost()).as("nobody took it meanwhile").isEmpty();

    change("/spec", "holderIdentity", "bob@ci (process 2)");
    clock.step(Duration.ofMinutes(1));
    assertThat(lock.lost()).hasValueSatisfying(why -> assertThat(why).contains("somebody else"));
    lock.close();
  }

  @Test
  void theTermBeginsWithTheAskingHoweverLongTheAnswerTakes() {
    SteppedClock clock = new SteppedClock();
    try (Cluster slow =
        test.connectListening(
            request -> {
              if (request.method().equals("PUT")) {
                clock.step(Duration.ofMinutes(1));
              }
            })) {
      AppLock lock = new AppLock(slow, owner, "ann@laptop", clock);
      lock.acquire(PATIENCE, events::add);
      assertThat(lock.lost()).isEmpty();

      lock.renew();

      assertThat(lock.lost())
          .as("others may have taken it before we knew that it is ours")
          .hasValueSatisfying(why -> assertThat(why).contains("renewed in time"));
      lock.close();
    }
  }

  /** Stands still until it is moved. */
  private static final class SteppedClock extends Clock {
    private volatile Instant now = Instant.now();

    void step(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void whereTheNamespaceComesWithTheApplyTheLockDoesToo() {
    test.close();
    test = TestCluster.open(folder);
    owner = new Ownership("shop", test.namespace());
    try (AppLock lock = lock("ann@laptop")) {
      lock.acquire(PATIENCE, events::add);
      assertThat(events).as("it can't be had yet, and that is fine").isEmpty();
      Shop shop = new Shop(test);

      new Applier(test.cluster(), Clock.systemUTC(), Optional.of(lock))
          .apply(shop.plan(Shop.NAMESPACE, Shop.SETTINGS), shop.options, events::add);

      assertThat(lease()).isPresent();
    }
    assertThat(lease()).isEmpty();
  }
}
