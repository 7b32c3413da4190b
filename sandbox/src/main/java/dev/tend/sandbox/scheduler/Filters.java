package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What nodes say to a pod that asks for a place, with the cluster as it is at one moment. */
final class Filters {
  private final Placed asking;
  private final List<NodeView> nodes;
  private final VolumeFit volumes;
  private final UnaryOperator<JsonNode> namespaceLabels;
  private final Nominations nominations;
  private final Neighbours neighbours;

  Filters(
      Placed asking,
      List<NodeView> nodes,
      VolumeFit volumes,
      UnaryOperator<JsonNode> namespaceLabels,
      Nominations nominations) {
    this.asking = asking;
    this.nodes = nodes;
    this.volumes = volumes;
    this.namespaceLabels = namespaceLabels;
    this.nominations = nominations;
    this.neighbours = new Neighbours(asking, nodes, namespaceLabels);
  }

  Placed asking() {
    return asking;
  }

  /** The same cluster with another state of one node. */
  Filters with(NodeView changed) {
    List<NodeView> others = new ArrayList<>(nodes);
    others.replaceAll(node -> node.name().equals(changed.name()) ? changed : node);
    return new Filters(asking, others, volumes, namespaceLabels, nominations);
  }

  /**
   * Why the node won't do, also with the pods to which it was promised; empty if it will.
   *
   * @param view one of the nodes
   */
  List<Reason> check(NodeView view) {
    List<Placed> promised = nominations.of(view.name(), asking);
    if (!promised.isEmpty()) {
      NodeView later = view.with(promised);
      List<Reason> reasons = with(later).plainly(later);
      if (!reasons.isEmpty()) {
        return reasons;
      }
    }
    return plainly(view);
  }

  private List<Reason> plainly(NodeView view) {
    List<Reason> reasons = NodeFit.check(asking, view);
    return reasons.isEmpty()
        ? volumes.check(view).or(() -> neighbours.check(view)).stream().toList()
        : reasons;
  }
}
