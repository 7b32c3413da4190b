package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;

/** What rollout commands change: fields of one workload. */
public interface RolloutEditor {
  /** RFC 7386; returns the object as it is then. */
  ObjectNode mergePatch(ResourceId id, String apiVersion, ObjectNode patch);

  /** RFC 6902; returns the object as it is then. */
  ObjectNode jsonPatch(ResourceId id, String apiVersion, ArrayNode patch);
}
