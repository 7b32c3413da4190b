package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Map<String, CopyOnWriteArrayList<ChangeFeed>> feeds = new ConcurrentHashMap<>();
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

  /** As {@link #in} would have answered at a revision that is not compacted yet. */
  List<ObjectNode> at(long revision, String namespace) {
    TreeMap<ResourceId, ObjectNode> then = new TreeMap<>();
    in(namespace).forEach(object -> then.put(Meta.id(object), object));
    for (StoredChange change : since(revision, namespace).reversed()) {
      ObjectNode before = change.previous();
      if (before == null) {
        then.remove(change.id());
      } else {
        then.put(change.id(), before);
      }
    }
    return List.copyOf(then.values());
  }

  void record(StoredChange change) {
    history.addLast(change);
    if (history.size() > HISTORY) {
      compacted = history.removeFirst().revision();
    }
    offer("", change);
    if (!change.id().namespace().isEmpty()) {
      offer(change.id().namespace(), change);
    }
  }

  private void offer(String namespace, StoredChange change) {
    List<ChangeFeed> readers = feeds.get(namespace);
    if (readers != null) {
      readers.forEach(feed -> feed.offer(change));
    }
  }

  /** The changes of one namespace, or (empty) of all. */
  ChangeFeed feed(int capacity, String namespace) {
    CopyOnWriteArrayList<ChangeFeed> readers =
        feeds.computeIfAbsent(namespace, none -> new CopyOnWriteArrayList<>());
    ChangeFeed feed = new ChangeFeed(capacity, readers::remove);
    readers.add(feed);
    return feed;
  }

  long compacted() {
    return compacted;
  }

  /** Changes after a revision, of one namespace, or (empty) of all. */
  List<StoredChange> since(long revision, String namespace) {
    List<StoredChange> changes = new ArrayList<>();
    for (StoredChange change : history) {
      boolean here = namespace.isEmpty() || change.id().namespace().equals(namespace);
      if (here && change.revision() > revision) {
        changes.add(change);
      }
    }
    return changes;
  }
}
