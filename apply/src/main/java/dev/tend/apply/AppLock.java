package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.inventory.Ownership;
import dev.tend.apply.lock.Holder;
import dev.tend.apply.lock.LeaseFormat;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two from working on one app at once, by a Lease next to its inventory. Who dies without
 * letting it go loses it when its term is over, or at once where his process is seen to have ended.
 */
public final class AppLock implements AutoCloseable {
  private static final Duration TERM = Duration.ofSeconds(20);
  private static final Duration RENEWAL = Duration.ofSeconds(5);
  private static final String VERSION = "coordination.k8s.io/v1";

  private final Cluster cluster;
  private final Ownership owner;
  private final Holder holder;
  private final Clock clock;
  private @Nullable ObjectNode lease;
  private volatile @Nullable ScheduledExecutorService renewals;
  private volatile Instant ends = Instant.MAX;
  private volatile Optional<String> lost = Optional.empty();

  /**
   * @param user who wants to work on the app, for others to read
   */
  public AppLock(Cluster cluster, Ownership owner, String user, Clock clock) {
    this.cluster = cluster;
    this.owner = owner;
    this.holder = Holder.current(user);
    this.clock = clock;
  }

  /**
   * Takes the lock; waits while somebody else has it. Where the namespace isn't there yet, or
   * leases are not allowed to us, there is no lock, and that is fine: the former is tried again by
   * {@link #ensure}.
   *
   * @throws KnownFailure where somebody else still has it when the patience is over
   */
  public synchronized void acquire(Duration patience, Consumer<ApplyEvent> events) {
    Deadline deadline = Deadline.after(patience, clock);
    Watched watched = new Watched(clock);
    for (int looks = 1; lease == null; looks++) {
      try {
        attempt(watched, events);
      } catch (Refused e) {
        if (e.status().isNotFound()) {
          return;
        }
        if (e.status().code() == 403) {
          String why = "Nothing keeps others from applying app %s at the same time: %s";
          events.accept(new ApplyEvent.Noted(why.formatted(owner.app(), e.message())));
          return;
        }
        if (!e.status().isConflict()) {
          throw e;
        }
      }
      if (lease == null) {
        await(deadline, looks, watched);
      }
    }
  }

  /** Takes the lock if that couldn't be done before: the namespace is there now. */
  synchronized void ensure(Duration patience, Consumer<ApplyEvent> events) {
    if (lease == null) {
      acquire(patience, events);
    }
  }

  private void attempt(Watched watched, Consumer<ApplyEvent> events) {
    Optional<ObjectNode> found = cluster.get(id(), VERSION);
    Instant asked = clock.instant();
    ObjectNode ours = LeaseFormat.write(owner, holder, TERM, asked);
    if (found.isEmpty()) {
      hold(cluster.create(id(), ours), asked);
      return;
    }
    if (watched.isFree(found.get())) {
      ours.withObject("/metadata")
          .put("resourceVersion", found.get().path("metadata").path("resourceVersion").asText());
      hold(cluster.replace(id(), ours), asked);
      return;
    }
    watched.look(found.get(), text -> events.accept(new ApplyEvent.Noted(text)), owner.app());
  }

  private void await(Deadline deadline, int looks, Watched watched) {
    if (deadline.isOver()) {
      throw new KnownFailure(
          "Couldn't work on app %s: %s is at it".formatted(owner.app(), watched.holder()),
          "Wait until that has ended, or stop it");
    }
    try {
      deadline.pause(looks);
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    }
  }

  private void hold(ObjectNode held, Instant asked) {
    renewed(held, asked);
    renewals =
        Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name("lease of " + owner.app()).unstarted(work));
    renewals.scheduleWithFixedDelay(
        this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Counts from the asking: to others the term begins when the server writes it down, and its
   * answer may be long in coming.
   */
  private void renewed(ObjectNode held, Instant asked) {
    lease = held;
    ends = asked.plus(TERM);
  }

  synchronized void renew() {
    ObjectNode held = lease;
    if (held == null || lost.isPresent()) {
      return;
    }
    try {
      renew(held);
    } catch (KnownFailure e) {
      // The server can't be reached for the moment: the next time may be early enough.
    }
  }

  private void renew(ObjectNode held) {
    try {
      Instant asked = clock.instant();
      renewed(cluster.replace(id(), LeaseFormat.renewed(held, asked)), asked);
    } catch (Refused e) {
      if (!e.status().isConflict() && !e.status().isNotFound()) {
        throw e;
      }
      // An answer may have been lost, or somebody annotated the lease: then it is ours yet.
      lease = cluster.get(id(), VERSION).filter(found -> isSame(found, held)).orElse(null);
      if (lease == null) {
        lost = Optional.of("somebody else took the lock of app " + owner.app());
      }
    }
  }

  private static boolean isSame(ObjectNode found, ObjectNode held) {
    return LeaseFormat.holder(found).equals(LeaseFormat.holder(held))
        && LeaseFormat.acquired(found).equals(LeaseFormat.acquired(held));
  }

  /** Why nothing more may be done: the lock was ours and isn't any more. */
  Optional<String> lost() {
    if (lost.isEmpty() && isOver()) {
      renew();
      if (lost.isEmpty() && isOver()) {
        lost = Optional.of("the lock of app %s couldn't be renewed in time".formatted(owner.app()));
      }
    }
    return lost;
  }

  private boolean isOver() {
    return clock.instant().isAfter(ends);
  }

  private ResourceId id() {
    return new ResourceId(
        "coordination.k8s.io", "Lease", owner.namespace(), LeaseFormat.name(owner));
  }

  /** Lets the lock go. */
  @Override
  public void close() {
    ScheduledExecutorService running = renewals;
    if (running != null) {
      // A renewal that waits for the server would keep others waiting.
      running.shutdownNow();
    }
    release();
  }

  private synchronized void release() {
    ObjectNode held = lease;
    lease = null;
    ends = Instant.MAX;
    if (held == null || lost.isPresent()) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      cluster.delete(id(), VERSION, Execution.uid(held), ObjectRequests.Propagation.BACKGROUND);
    } catch (KnownFailure e) {
      // It runs out by itself.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Somebody else's lease, as seen from here: clocks differ, so terms are counted by ours. */
  private static final class Watched {
    private final Clock clock;
    private String renewal = "";
    private long seen;
    private String holder = "somebody else";
    private boolean told;

    Watched(Clock clock) {
      this.clock = clock;
    }

    boolean isFree(ObjectNode lease) {
      Holder other = LeaseFormat.holder(lease);
      if (other.name().isEmpty() || other.hasEnded()) {
        return true;
      }
      long now = clock.millis();
      if (!LeaseFormat.renewal(lease).equals(renewal)) {
        renewal = LeaseFormat.renewal(lease);
        seen = now;
      }
      return now - seen >= LeaseFormat.term(lease).toMillis();
    }

    void look(ObjectNode lease, Consumer<String> notes, String app) {
      holder = LeaseFormat.holder(lease).name();
      if (!told) {
        told = true;
        notes.accept(
            "%s is working on app %s since %s: waiting"
                .formatted(holder, app, LeaseFormat.acquired(lease)));
      }
    }

    String holder() {
      return holder;
    }
  }
}
