package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.KindRules.Part;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells events as the recorders of client-go do: a repeat counts, many that differ in their message
 * only become one, and a component that talks too much about one object is not listened to.
 */
final class EventRecorder {
  private static final int REMEMBERED = 4096;
  private static final int SIMILAR = 10;
  private static final Duration SIMILAR_WITHIN = Duration.ofMinutes(10);
  private static final int BURST = 25;
  private static final Duration REFILL = Duration.ofMinutes(5);
  private static final Duration SERIES_ENDS = Duration.ofMinutes(6);
  private static final String COMBINED = "(combined from similar events): ";

  private final ObjectStore store;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Recent<EventDraft.Kind, Group> groups = new Recent<>(REMEMBERED);
  private final Recent<Object, Told> told = new Recent<>(REMEMBERED);
  private final Recent<EventDraft.Teller, Bucket> buckets = new Recent<>(REMEMBERED);
  private long lastName;

  EventRecorder(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Messages of one kind, lately. */
  private record Group(Set<String> messages, Instant last) {}

  /** An event that was written. */
  private record Told(String name, Instant last) {}

  /** What a component may still say about an object. */
  private record Bucket(double left, Instant at) {}

  /** What is to be written: a new event of this name, or a repeat of it. */
  private record Decision(EventDraft draft, String name, boolean repeat) {}

  void record(EventDraft draft) {
    Instant now = clock.instant();
    Optional<Decision> decision = decide(draft, now);
    if (decision.isEmpty()) {
      return;
    }
    try {
      write(decision.get(), now);
    } catch (ApiFailure e) {
      // Events are best effort: their namespace may be gone, or someone may have been faster.
      if (e.code() >= 500) {
        throw e;
      }
    }
  }

  private Optional<Decision> decide(EventDraft draft, Instant now) {
    lock.lock();
    try {
      return draft.isOfSeries() ? inSeries(draft, now) : counted(draft, now);
    } finally {
      lock.unlock();
    }
  }

  private Optional<Decision> counted(EventDraft draft, Instant now) {
    Group group = groups.get(draft.kind());
    if (group == null || group.last().plus(SIMILAR_WITHIN).isBefore(now)) {
      group = new Group(new HashSet<>(), now);
    }
    Set<String> messages = group.messages();
    messages.add(draft.message());
    groups.put(draft.kind(), new Group(messages, now));
    boolean combined = messages.size() >= SIMILAR;
    if (combined) {
      messages.remove(messages.iterator().next());
    }
    EventDraft said = combined ? draft.saying(COMBINED + draft.message()) : draft;
    Object key = combined ? draft.kind() : draft.same();
    Told before = told.get(key);
    String name = before == null ? freshName(draft, now) : before.name();
    told.put(key, new Told(name, now));
    return mayTalk(draft.teller(), now)
        ? Optional.of(new Decision(said, name, before != null))
        : Optional.empty();
  }

  private boolean mayTalk(EventDraft.Teller teller, Instant now) {
    Bucket bucket = buckets.get(teller);
    double left =
        bucket == null
            ? BURST
            : Math.min(
                BURST,
                bucket.left()
                    + (double) Duration.between(bucket.at(), now).toMillis() / REFILL.toMillis());
    boolean may = left >= 1;
    buckets.put(teller, new Bucket(may ? left - 1 : left, now));
    return may;
  }

  /** A series is written when it begins and when it turns out to be one. */
  private Optional<Decision> inSeries(EventDraft draft, Instant now) {
    Told before = told.get(draft.kind());
    if (before == null || before.last().plus(SERIES_ENDS).isBefore(now)) {
      String name = freshName(draft, now);
      told.put(draft.kind(), new Told(name, now));
      return Optional.of(new Decision(draft, name, false));
    }
    told.put(draft.kind(), new Told(before.name(), now));
    return Optional.of(new Decision(draft, before.name(), true));
  }

  /** No two have the same, and later ones sort after earlier ones. */
  private String freshName(EventDraft draft, Instant now) {
    long nanos =
        Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    lastName = Math.max(lastName + 1, nanos);
    return Meta.name(draft.about()) + "." + Long.toHexString(lastName);
  }

  private void write(Decision decision, Instant now) {
    EventDraft draft = decision.draft();
    ResourceId id = new ResourceId("", "Event", draft.namespace(), decision.name());
    WriteOptions by = WriteOptions.by(manager(draft.component()));
    try {
      if (decision.repeat() && store.get(id).isPresent()) {
        store.change(id, live -> repeated(live, draft, now), Part.MAIN, by);
      } else {
        store.create(draft.event(decision.name(), now), by);
      }
    } catch (ApiFailure e) {
      if (!e.reason().equals("AlreadyExists")) {
        throw e;
      }
      // Its repeat, which another thread tells, was written first.
      store.change(id, live -> repeated(live, draft, now), Part.MAIN, by);
    }
  }

  private static String manager(String component) {
    return switch (component) {
      case "kubelet" -> "kubelet";
      case "default-scheduler" -> "kube-scheduler";
      default -> "kube-controller-manager";
    };
  }

  private static ObjectNode repeated(ObjectNode event, EventDraft draft, Instant now) {
    ObjectNode again = event.deepCopy();
    if (draft.isOfSeries()) {
      int count = event.path("series").path("count").asInt(1) + 1;
      again.putObject("series").put("count", count).put("lastObservedTime", Meta.microTime(now));
      return again;
    }
    again.put("message", draft.message());
    again.put("count", event.path("count").asInt(1) + 1);
    again.put("lastTimestamp", Meta.time(now));
    return again;
  }
}
