package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import java.util.List;

/**
 * A pod on a node, or one that asks for one, as far as the scheduler cares.
 *
 * @param node empty while there is none
 * @param assumed its requests, where none are taken to be a little
 */
record Placed(
    ObjectNode pod,
    String node,
    int priority,
    Amounts requests,
    Amounts assumed,
    List<HostPort> hostPorts,
    List<AffinityTerm> wants,
    List<AffinityTerm> repels,
    List<AffinityTerm> likes,
    List<AffinityTerm> dislikes) {
  private static final String AFFINITY = "podAffinity";
  private static final String ANTI_AFFINITY = "podAntiAffinity";

  static Placed of(ObjectNode pod, String node) {
    var spec = pod.path("spec");
    return new Placed(
        pod,
        node,
        spec.path("priority").asInt(0),
        Amounts.requestedBy(spec),
        Amounts.assumedBy(spec),
        HostPort.of(spec),
        AffinityTerm.required(pod, AFFINITY),
        AffinityTerm.required(pod, ANTI_AFFINITY),
        AffinityTerm.preferred(pod, AFFINITY),
        AffinityTerm.preferred(pod, ANTI_AFFINITY));
  }

  /** Whether it has an opinion on other pods that could change where those go. */
  boolean hasAffinity() {
    return !(wants.isEmpty() && repels.isEmpty() && likes.isEmpty() && dislikes.isEmpty());
  }

  boolean is(Placed other) {
    return Meta.uid(pod).equals(Meta.uid(other.pod)) && Meta.id(pod).equals(Meta.id(other.pod));
  }
}
