package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects under one global revision, as etcd keeps them: each write is one step of it, each reader
 * of changes sees every step in order. What is stored never changes: a write replaces it.
 */
public final class Storage implements AutoCloseable {
  /** How many changes a reader may lag behind before it is cut off. */
  private static final int FEED_CAPACITY = 16_384;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<GroupKind, KindStorage> kinds = new ConcurrentHashMap<>();
  private final OwnerIndex owners = new OwnerIndex();
  private final CompactTrees compact = new CompactTrees();
  private final Journal journal;
  private final long firstRevision;
  private volatile long revision;

  /** Everything that the journal remembers. */
  public Storage(Journal journal) {
    this.journal = journal;
    Journal.State state = journal.load();
    this.revision = Math.max(1, state.revision());
    this.firstRevision = revision;
    for (ObjectNode object : state.objects()) {
      ResourceId id = Meta.id(object);
      ObjectNode stored = compact.of(object);
      kind(GroupKind.of(id)).objects().put(id, stored);
      owners.put(id, stored);
    }
  }

  public static Storage inMemory() {
    return new Storage(Journal.NONE);
  }

  /** Objects and the revision at which they were read. */
  public record Listing(List<ObjectNode> objects, long revision) {}

  /** Objects, and every change after them. */
  public record Following(Listing listing, ChangeFeed feed) {}

  public long revision() {
    return revision;
  }

  /**
   * Whether there is such a revision. A change is to be seen a moment before its revision is the
   * present one: whoever asks for it then waits for that.
   */
  public boolean hasReached(long wanted) {
    if (wanted <= revision) {
      return true;
    }
    lock.lock();
    try {
      return wanted <= revision;
    } finally {
      lock.unlock();
    }
  }

  public Optional<ObjectNode> get(ResourceId id) {
    return Optional.ofNullable(kind(GroupKind.of(id)).objects().get(id));
  }

  /** Of one namespace, or (empty) of all, by namespace and name. */
  public Listing list(GroupKind kind, String namespace) {
    lock.lock();
    try {
      return new Listing(kind(kind).in(namespace), revision);
    } finally {
      lock.unlock();
    }
  }

  /**
   * As it was at a revision, of one namespace or (empty) of all, by namespace and name.
   *
   * @return empty where that is forgotten
   */
  public Optional<Listing> listAt(GroupKind kind, String namespace, long at) {
    lock.lock();
    try {
      KindStorage storage = kind(kind);
      return at < storage.compacted()
          ? Optional.empty()
          : Optional.of(new Listing(storage.at(at, namespace), at));
    } finally {
      lock.unlock();
    }
  }

  /** Those whose controlling owner has this uid, by namespace and name. */
  public List<ObjectNode> controlledBy(GroupKind kind, String uid) {
    lock.lock();
    try {
      return kind(kind).index().controlledBy(uid);
    } finally {
      lock.unlock();
    }
  }

  /** Those of whatever kind that have an owner of this uid, by kind, namespace and name. */
  public List<ObjectNode> ownedBy(String uid) {
    List<ResourceId> ids;
    lock.lock();
    try {
      ids = owners.ownedBy(uid);
    } finally {
      lock.unlock();
    }
    return ids.stream().map(this::get).flatMap(Optional::stream).toList();
  }

  /** Those of a namespace that have all these labels, which are at least one, by name. */
  public List<ObjectNode> labelled(GroupKind kind, String namespace, Map<String, String> labels) {
    lock.lock();
    try {
      return kind(kind).index().labelled(namespace, labels);
    } finally {
      lock.unlock();
    }
  }

  /** Those that hold an address or a port (see {@link Allocations}), by namespace and name. */
  public List<ObjectNode> holding(GroupKind kind, String allocation) {
    lock.lock();
    try {
      return kind(kind).index().holding(allocation);
    } finally {
      lock.unlock();
    }
  }

  /** Kinds of which there are objects, sorted. */
  public List<GroupKind> occupied() {
    return kinds.entrySet().stream()
        .filter(entry -> !entry.getValue().objects().isEmpty())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /**
   * Stores the object under the next revision.
   *
   * @param expected the object that is to be replaced, or null where there must be none
   * @return the object as stored; empty where another one was there
   */
  public Optional<ObjectNode> put(ResourceId id, @Nullable ObjectNode expected, ObjectNode object) {
    return put(id, expected, object, () -> true);
  }

  /**
   * As {@link #put(ResourceId, ObjectNode, ObjectNode)}, as long as what it rests on holds.
   *
   * @param premise asked when nobody else writes: it only reads
   */
  Optional<ObjectNode> put(
      ResourceId id, @Nullable ObjectNode expected, ObjectNode object, BooleanSupplier premise) {
    ObjectNode small = compact.of(object);
    lock.lock();
    try {
      KindStorage storage = kind(GroupKind.of(id));
      if (storage.objects().get(id) != expected || !premise.getAsBoolean()) {
        return Optional.empty();
      }
      long next = revision + 1;
      ObjectNode stored = compact.of(Meta.withRevision(small, next));
      journal.put(next, stored);
      storage.put(id, stored);
      owners.put(id, stored);
      Type type = expected == null ? Type.ADDED : Type.MODIFIED;
      storage.record(new StoredChange(next, type, id, stored, expected));
      // Last, so that whoever reads the revision finds all changes up to it in its feed.
      revision = next;
      journal.compactIfLarge(this::state);
      return Optional.of(stored);
    } finally {
      lock.unlock();
    }
  }

  /** Removes the object; false where another one was there. */
  public boolean remove(ResourceId id, ObjectNode expected) {
    lock.lock();
    try {
      KindStorage storage = kind(GroupKind.of(id));
      if (storage.objects().get(id) != expected) {
        return false;
      }
      long next = revision + 1;
      journal.remove(next, id);
      storage.remove(id);
      owners.remove(id);
      ObjectNode last = compact.of(Meta.withRevision(expected, next));
      storage.record(new StoredChange(next, Type.DELETED, id, last, expected));
      revision = next;
      journal.compactIfLarge(this::state);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** What is there now, and all that comes. */
  public Following follow(GroupKind kind, String namespace) {
    return follow(kind, namespace, FEED_CAPACITY);
  }

  /**
   * Like {@link #follow(GroupKind, String)}, for readers in this process: they are never cut off.
   */
  Following followAlways(GroupKind kind) {
    return follow(kind, "", Integer.MAX_VALUE);
  }

  private Following follow(GroupKind kind, String namespace, int capacity) {
    lock.lock();
    try {
      KindStorage storage = kind(kind);
      Listing listing = new Listing(storage.in(namespace), revision);
      return new Following(listing, storage.feed(capacity, namespace));
    } finally {
      lock.unlock();
    }
  }

  /**
   * All changes of the kind after a revision, in one namespace or (empty) in all.
   *
   * @return empty where they are forgotten
   */
  public Optional<ChangeFeed> followFrom(GroupKind kind, String namespace, long since) {
    lock.lock();
    try {
      KindStorage storage = kind(kind);
      if (since < storage.compacted()) {
        return Optional.empty();
      }
      List<StoredChange> missed = storage.since(since, namespace);
      ChangeFeed feed = storage.feed(FEED_CAPACITY, namespace);
      missed.forEach(feed::offer);
      return Optional.of(feed);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      journal.close(state());
    } finally {
      lock.unlock();
    }
  }

  private Journal.State state() {
    List<ObjectNode> objects = new ArrayList<>();
    kinds.keySet().stream().sorted().forEach(kind -> objects.addAll(kind(kind).objects().values()));
    return new Journal.State(revision, objects);
  }

  private KindStorage kind(GroupKind kind) {
    return kinds.computeIfAbsent(kind, absent -> new KindStorage(absent, firstRevision));
  }
}
