package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.KindRules.Part;
import dev.tend.sandbox.structure.ClaimSources;
import dev.tend.sandbox.structure.ServiceTypes;
import org.jspecify.annotations.Nullable;

/** Fields that follow from others. */
final class FollowingFields {
  private FollowingFields() {}

  /**
   * Before anything is filled in.
   *
   * @param live null on a create
   */
  static void settle(@Nullable ObjectNode live, ObjectNode object, String key, Part part) {
    if (live != null && part == Part.MAIN && key.equals("/Namespace")) {
      // Who finalizes it says so by its own path.
      object.set("spec", live.path("spec"));
    } else if (live != null && key.equals("/Service")) {
      ServiceTypes.settle(live, object);
    } else if (key.equals("/PersistentVolumeClaim")) {
      ClaimSources.settle(live, object);
    } else if (key.equals("/Node")
        && object.path("spec") instanceof ObjectNode spec
        && spec.has("podCIDR")
        && !spec.path("podCIDRs").path(0).equals(spec.get("podCIDR"))) {
      // The old field means the first of the new one.
      if (spec.path("podCIDRs").deepCopy() instanceof ArrayNode all && !all.isEmpty()) {
        all.set(0, spec.get("podCIDR"));
        spec.set("podCIDRs", all);
      } else {
        spec.putArray("podCIDRs").add(spec.get("podCIDR"));
      }
    }
  }
}
