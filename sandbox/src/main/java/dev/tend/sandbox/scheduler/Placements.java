package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** Which pods are on which nodes: what was heard of, and what the scheduler itself did. */
final class Placements {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ResourceId, Placed> pods = new HashMap<>();
  private final Map<String, Load> nodes = new HashMap<>();

  /** The pods of a node and what they ask for together. */
  private static final class Load {
    private final Map<ResourceId, Placed> pods = new TreeMap<>();
    private Amounts used = Amounts.NONE;
  }

  /** Takes note of a pod on a node; says whether that gave something free. */
  boolean note(ObjectNode pod) {
    String node = Pods.node(pod);
    if (node.isEmpty()) {
      return false;
    }
    if (Pods.finished(pod)) {
      return forget(pod);
    }
    lock.lock();
    try {
      ResourceId id = Meta.id(pod);
      remove(id);
      Placed placed = Placed.of(pod, node);
      pods.put(id, placed);
      Load load = nodes.computeIfAbsent(node, none -> new Load());
      load.pods.put(id, placed);
      load.used = load.used.plus(placed.requests());
      return false;
    } finally {
      lock.unlock();
    }
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

  private void remove(ResourceId id) {
    Placed placed = pods.remove(id);
    Load load = placed == null ? null : nodes.get(placed.node());
    if (placed != null && load != null) {
      load.pods.remove(id);
      load.used = load.used.minus(placed.requests());
    }
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
    Load load = nodes.get(Meta.name(node));
    return load == null
        ? new NodeView(node, List.of(), Amounts.NONE)
        : new NodeView(node, List.copyOf(load.pods.values()), load.used);
  }
}
