package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** Which pods are on which nodes: what was heard of, and what the scheduler itself did. */
final class Placements {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ResourceId, Placed> pods = new TreeMap<>();

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
      pods.put(Meta.id(pod), Placed.of(pod, node));
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
        pods.remove(id);
      }
      return same;
    } finally {
      lock.unlock();
    }
  }

  List<NodeView> views(List<ObjectNode> nodes) {
    lock.lock();
    try {
      Map<String, List<Placed>> byNode = new TreeMap<>();
      for (Placed placed : pods.values()) {
        byNode.computeIfAbsent(placed.node(), none -> new ArrayList<>()).add(placed);
      }
      return nodes.stream()
          .map(node -> NodeView.of(node, byNode.getOrDefault(Meta.name(node), List.of())))
          .toList();
    } finally {
      lock.unlock();
    }
  }
}
