package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the server and its controllers write into every object, and no manifest decides. */
public final class Noise {
  private static final List<String> METADATA =
      List.of(
          "creationTimestamp",
          "deletionGracePeriodSeconds",
          "deletionTimestamp",
          "generation",
          "managedFields",
          "resourceVersion",
          "selfLink",
          "uid");
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private Noise() {}

  /** A copy without noise. */
  public static ObjectNode without(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    copy.remove("status");
    if (copy.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(METADATA);
      if (metadata.get("annotations") instanceof ObjectNode annotations) {
        annotations.remove(LAST_APPLIED);
      }
      removeIfEmpty(metadata, "annotations");
      removeIfEmpty(metadata, "labels");
    }
    return copy;
  }

  private static void removeIfEmpty(ObjectNode metadata, String name) {
    JsonNode map = metadata.path(name);
    if (map.isNull() || (map.isObject() && map.isEmpty())) {
      metadata.remove(name);
    }
  }
}
