package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The objects of one kind, their recent history, and who reads it. */
final class KindStorage {
  /** Changes that a watch may still start from. */
  static final int HISTORY = 4096;

  private final GroupKind kind;
  private final ConcurrentSkipListMap<ResourceId, ObjectNode> objects =
      new ConcurrentSkipListMap<>();
  private final ArrayDeque<StoredChange> history = new ArrayDeque<>();
  private final CopyOnWriteArrayList<ChangeFeed> feeds = new CopyOnWriteArrayList<>();
  private @Nullable ObjectIndex index;
  private long compacted;

  /**
   * @param compacted the revision up to which nothing is remembered
   */
  KindStorage(GroupKind kind, long compacted) {
    this.kind = kind;
    this.compacted = compacted;
  }

  ConcurrentSkipListMap<ResourceId, ObjectNode> objects() {
    return objects;
  }

  void put(ResourceId id, ObjectNode object) {
    ObjectNode before = objects.put(id, object);
    if (index != null) {
      if (before != null) {
        index.remove(id, before);
      }
      index.put(id, object);
    }
  }

  void remove(ResourceId id) {
    ObjectNode before = objects.remove(id);
    if (index != null && before != null) {
      index.remove(id, before);
    }
  }

  /** Made when it is first asked for: most kinds need none. */
  ObjectIndex index() {
    ObjectIndex present = index;
    if (present == null) {
      present = new ObjectIndex();
      objects.forEach(present::put);
      index = present;
    }
    return present;
  }

  /** Of one namespace, or (empty) of all. */
  List<ObjectNode> in(String namespace) {
    if (namespace.isEmpty()) {
      return List.copyOf(objects.values());
    }
    ResourceId first = new ResourceId(kind.group(), kind.kind(), namespace, "");
    ResourceId end = new ResourceId(kind.group(), kind.kind(), namespace + '\0', "");
    return List.copyOf(objects.subMap(first, end).values());
  }

  void record(StoredChange change) {
    history.addLast(change);
    if (history.size() > HISTORY) {
      compacted = history.removeFirst().revision();
    }
    for (ChangeFeed feed : feeds) {
      feed.offer(change);
    }
  }

  ChangeFeed feed(int capacity) {
    ChangeFeed feed = new ChangeFeed(capacity, feeds::remove);
    feeds.add(feed);
    return feed;
  }

  long compacted() {
    return compacted;
  }

  List<StoredChange> since(long revision) {
    List<StoredChange> changes = new ArrayList<>();
    for (StoredChange change : history) {
      if (change.revision() > revision) {
        changes.add(change);
      }
    }
    return changes;
  }
}
