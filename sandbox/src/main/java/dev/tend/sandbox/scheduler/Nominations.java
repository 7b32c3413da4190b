package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Pods that wait for others to leave the node that they have been promised. */
final class Nominations {
  private final Map<ResourceId, Placed> pods = new ConcurrentSkipListMap<>();

  /** What a pod's status says, as long as it waits. */
  static String node(ObjectNode pod) {
    return pod.path("status").path("nominatedNodeName").asText("");
  }

  void note(ObjectNode pod) {
    String node = node(pod);
    if (node.isEmpty() || !Pods.node(pod).isEmpty() || !Pods.active(pod)) {
      pods.remove(Meta.id(pod));
    } else {
      pods.put(Meta.id(pod), Placed.of(pod, node));
    }
  }

  void forget(ResourceId id) {
    pods.remove(id);
  }

  /** Those of a node that a pod has to give way to. */
  List<Placed> of(String node, Placed asking) {
    return pods.values().stream()
        .filter(promised -> promised.node().equals(node))
        .filter(promised -> promised.priority() >= asking.priority() && !promised.is(asking))
        .toList();
  }

  /** Those of a node that have to give way to a pod. */
  List<Placed> below(String node, Placed asking) {
    return pods.values().stream()
        .filter(promised -> promised.node().equals(node))
        .filter(promised -> promised.priority() < asking.priority())
        .toList();
  }
}
