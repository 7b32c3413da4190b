package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * Pods without a node: by priority and then age those that are to be looked at, and apart from them
 * those for which something has to change first. Who was refused waits, longer each time.
 */
final class SchedulingQueue {
  private static final int LONGEST_BACK_OFF = 10;

  private static final Comparator<Waiting> IN_TURN =
      Comparator.comparingInt((Waiting pod) -> -pod.priority)
          .thenComparingLong(pod -> pod.turn)
          .thenComparing(pod -> pod.id);
  private static final Comparator<Waiting> BY_TIME =
      Comparator.comparing((Waiting pod) -> pod.notBefore)
          .thenComparingLong(pod -> pod.turn)
          .thenComparing(pod -> pod.id);

  private final ReentrantLock lock = new ReentrantLock();
  private final LongFunction<Duration> seconds;
  private final Map<ResourceId, Waiting> pods = new HashMap<>();
  private final TreeSet<Waiting> active = new TreeSet<>(IN_TURN);
  private final TreeSet<Waiting> late = new TreeSet<>(BY_TIME);
  private long turns;
  private long stirs;

  private static final class Waiting {
    private final ResourceId id;
    private JsonNode matter;
    private int priority;
    private boolean minds;
    private long turn;
    private int attempts;
    private long seen;
    private Instant notBefore = Instant.MIN;

    Waiting(ResourceId id, JsonNode matter) {
      this.id = id;
      this.matter = matter;
    }
  }

  /**
   * @param seconds how long so many seconds of a real scheduler are
   */
  SchedulingQueue(LongFunction<Duration> seconds) {
    this.seconds = seconds;
  }

  /** A pod that is new, or that has changed in what the scheduler reads of it. */
  void offer(ObjectNode pod) {
    ResourceId id = Meta.id(pod);
    JsonNode matter = matter(pod);
    lock.lock();
    try {
      Waiting waiting = pods.get(id);
      if (waiting != null && waiting.matter.equals(matter)) {
        return;
      }
      if (waiting == null) {
        waiting = new Waiting(id, matter);
        pods.put(id, waiting);
      }
      drop(waiting);
      waiting.matter = matter;
      waiting.priority = pod.path("spec").path("priority").asInt(0);
      JsonNode affinity = pod.path("spec").path("affinity");
      waiting.minds =
          affinity.has("podAffinity") || pod.path("spec").has("topologySpreadConstraints");
      waiting.turn = turns++;
      enqueue(waiting);
    } finally {
      lock.unlock();
    }
  }

  private static JsonNode matter(ObjectNode pod) {
    ObjectNode matter = pod.objectNode();
    matter.set("uid", pod.path("metadata").path("uid"));
    matter.set("labels", pod.path("metadata").path("labels"));
    matter.set("spec", pod.path("spec"));
    return matter;
  }

  void forget(ResourceId id) {
    lock.lock();
    try {
      Waiting waiting = pods.remove(id);
      if (waiting != null) {
        drop(waiting);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A pod whose turn it was needs no other; one of its name that came meanwhile stays. */
  void settled(ResourceId id) {
    lock.lock();
    try {
      Waiting waiting = pods.get(id);
      if (waiting != null && !active.contains(waiting) && !late.contains(waiting)) {
        pods.remove(id);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Something has changed that may help any pod. */
  void stir() {
    stir(waiting -> true);
  }

  /** Another pod has come, which may help those that mind who is where. */
  void stirNeighbours() {
    stir(waiting -> waiting.minds);
  }

  private void stir(Predicate<Waiting> whom) {
    lock.lock();
    try {
      stirs++;
      List<Waiting> parked =
          pods.values().stream()
              .filter(waiting -> !active.contains(waiting) && !late.contains(waiting))
              .filter(whom)
              .toList();
      parked.forEach(this::enqueue);
    } finally {
      lock.unlock();
    }
  }

  private void enqueue(Waiting waiting) {
    (waiting.notBefore.equals(Instant.MIN) ? active : late).add(waiting);
  }

  private void drop(Waiting waiting) {
    active.remove(waiting);
    late.remove(waiting);
  }

  /** Whose turn it is, if anybody's. */
  Optional<ResourceId> next(Instant now) {
    lock.lock();
    try {
      while (!late.isEmpty() && !late.first().notBefore.isAfter(now)) {
        Waiting due = late.pollFirst();
        due.notBefore = Instant.MIN;
        active.add(due);
      }
      Waiting first = active.pollFirst();
      if (first == null) {
        return Optional.empty();
      }
      first.seen = stirs;
      return Optional.of(first.id);
    } finally {
      lock.unlock();
    }
  }

  /** When somebody's time to wait is over. */
  Optional<Instant> nextDue() {
    lock.lock();
    try {
      return late.isEmpty() ? Optional.empty() : Optional.of(late.first().notBefore);
    } finally {
      lock.unlock();
    }
  }

  /** A pod whose turn it was has found no place: it waits for a change. */
  void refused(ResourceId id, Instant now) {
    putBack(id, now, false);
  }

  /** A pod whose turn it was couldn't be dealt with: it comes again by itself. */
  void failed(ResourceId id, Instant now) {
    putBack(id, now, true);
  }

  private void putBack(ResourceId id, Instant now, boolean again) {
    lock.lock();
    try {
      Waiting waiting = pods.get(id);
      if (waiting == null || active.contains(waiting) || late.contains(waiting)) {
        return;
      }
      waiting.attempts++;
      waiting.turn = turns++;
      long wait = Math.min(1L << Math.min(waiting.attempts - 1, 10), LONGEST_BACK_OFF);
      waiting.notBefore = now.plus(seconds.apply(wait));
      if (again || waiting.seen != stirs) {
        enqueue(waiting);
      }
    } finally {
      lock.unlock();
    }
  }
}
