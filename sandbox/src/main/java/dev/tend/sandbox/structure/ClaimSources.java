package dev.tend.sandbox.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two fields that name what a claim's volume is made of: each is filled from the other. */
public final class ClaimSources {
  private static final String OLD = "dataSource";
  private static final String NEW = "dataSourceRef";

  private ClaimSources() {}

  /**
   * @param live null on a create
   */
  public static void settle(@Nullable ObjectNode live, ObjectNode claim) {
    if (!(claim.path("spec") instanceof ObjectNode spec)) {
      return;
    }
    JsonNode before = live == null ? spec.path("") : live.path("spec");
    boolean inUse = before.has(OLD) || before.has(NEW);
    if (!inUse && !spec.has(NEW) && !isClassic(spec.path(OLD))) {
      // Sources of other kinds counted for nothing once, and still do in the old field.
      spec.remove(OLD);
    }
    if (spec.has(OLD) && !spec.has(NEW)) {
      spec.set(NEW, reference(spec.path(OLD)));
    } else if (spec.has(NEW)
        && !spec.has(OLD)
        && spec.path(NEW).path("namespace").asText("").isEmpty()) {
      spec.set(OLD, reference(spec.path(NEW)));
    }
    for (String source : List.of(OLD, NEW)) {
      if (spec.get(source) instanceof ObjectNode reference && !reference.has("apiGroup")) {
        // Never left out.
        reference.putNull("apiGroup");
      }
    }
  }

  private static boolean isClassic(JsonNode source) {
    String group = source.path("apiGroup").asText("");
    String kind = source.path("kind").asText("");
    return group.isEmpty() && kind.equals("PersistentVolumeClaim")
        || group.equals("snapshot.storage.k8s.io") && kind.equals("VolumeSnapshot");
  }

  private static ObjectNode reference(JsonNode source) {
    ObjectNode copy = ((ObjectNode) source).objectNode();
    for (String name : List.of("apiGroup", "kind", "name")) {
      if (source.has(name)) {
        copy.set(name, source.get(name));
      }
    }
    return copy;
  }
}
