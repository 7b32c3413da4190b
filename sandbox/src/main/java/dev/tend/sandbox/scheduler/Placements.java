package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Which pods are on which nodes: what was heard of, and what the scheduler itself did. */
final class Placements {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ResourceId, Placed> pods = new HashMap<>();
  private final Map<String, Load> nodes = new HashMap<>();

  /** The pods of a node, and what was last made of them. */
  private static final class Load {
    private final Map<ResourceId, Placed> pods = new TreeMap<>();
    private @Nullable NodeView view;
  }

  /** What a pod's change means to others. */
  enum Turn {
    NONE,
    /** It came: who wants to be near it may look again. */
    CAME,
    /** It went, or is going, or is another by its labels: there may be room. */
    WENT
  }

  Turn note(ObjectNode pod) {
    String node = Pods.node(pod);
    if (node.isEmpty()) {
      return Turn.NONE;
    }
    if (Pods.finished(pod)) {
      return forget(pod) ? Turn.WENT : Turn.NONE;
    }
    Placed placed = Placed.of(pod, node);
    lock.lock();
    try {
      ResourceId id = Meta.id(pod);
      Placed before = remove(id);
      pods.put(id, placed);
      Load load = nodes.computeIfAbsent(node, none -> new Load());
      load.pods.put(id, placed);
      load.view = null;
      return turn(before, placed);
    } finally {
      lock.unlock();
    }
  }

  private static Turn turn(@Nullable Placed before, Placed now) {
    if (before == null || !before.is(now)) {
      return Turn.CAME;
    }
    boolean leaves = Meta.deleting(now.pod()) && !Meta.deleting(before.pod());
    boolean shrinks = !before.requests().equals(now.requests());
    if (leaves || shrinks) {
      return Turn.WENT;
    }
    return labels(before).equals(labels(now)) ? Turn.NONE : Turn.WENT;
  }

  private static JsonNode labels(Placed placed) {
    return placed.pod().path("metadata").path("labels");
  }

  /** Says whether the pod was on a node. */
  boolean forget(ObjectNode pod) {
    lock.lock();
    try {
      ResourceId id = Meta.id(pod);
      Placed placed = pods.get(id);
      boolean same = placed != null && Meta.uid(placed.pod()).equals(Meta.uid(pod));
      if (same) {
        remove(id);
      }
      return same;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Placed remove(ResourceId id) {
    Placed placed = pods.remove(id);
    Load load = placed == null ? null : nodes.get(placed.node());
    if (load != null) {
      load.pods.remove(id);
      load.view = null;
    }
    return placed;
  }

  List<NodeView> views(List<ObjectNode> present) {
    lock.lock();
    try {
      return present.stream().map(this::view).toList();
    } finally {
      lock.unlock();
    }
  }

  private NodeView view(ObjectNode node) {
    Load load = nodes.computeIfAbsent(Meta.name(node), none -> new Load());
    NodeView view = load.view;
    if (view == null || view.node() != node) {
      view = NodeView.of(node, List.copyOf(load.pods.values()));
      load.view = view;
    }
    return view;
  }
}
