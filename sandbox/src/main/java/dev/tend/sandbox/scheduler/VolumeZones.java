package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import java.util.List;

/** The zone or region that a volume is in by its labels. */
final class VolumeZones {
  private static final List<String> KEYS =
      List.of(
          "topology.kubernetes.io/zone",
          "topology.kubernetes.io/region",
          "failure-domain.beta.kubernetes.io/zone",
          "failure-domain.beta.kubernetes.io/region");

  private VolumeZones() {}

  /** Whether the node is in one of the volume's zones; volumes without labels are everywhere. */
  static boolean include(ObjectNode volume, NodeView view) {
    boolean anyLabel = KEYS.stream().anyMatch(key -> !view.domain(key).isEmpty());
    return !anyLabel
        || KEYS.stream()
            .filter(key -> !Meta.label(volume, key).isEmpty())
            .allMatch(
                key -> List.of(Meta.label(volume, key).split("__", -1)).contains(view.domain(key)));
  }
}
