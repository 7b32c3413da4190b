package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import java.util.List;

/** What the subresources of a pod take of a wanted pod: all else stays as it is. */
final class PodParts {
  private PodParts() {}

  /** The wanted object, or the live one with the part of it that the path is about. */
  static ObjectNode of(ObjectNode live, ObjectNode wanted, Target target) {
    return switch (target.subresource()) {
      case "ephemeralcontainers" -> {
        ObjectNode next = with(live, wanted);
        copy(wanted.path("spec"), next.withObject("/spec"), "ephemeralContainers");
        yield next;
      }
      case "resize" -> {
        ObjectNode next = with(live, wanted);
        for (String list : List.of("containers", "initContainers")) {
          if (next.path("spec").path(list) instanceof ArrayNode containers) {
            containers.forEach(container -> resize(container, wanted.path("spec").path(list)));
          }
        }
        yield next;
      }
      default -> wanted;
    };
  }

  private static ObjectNode with(ObjectNode live, ObjectNode wanted) {
    ObjectNode next = live.deepCopy();
    Meta.metadata(next).put("resourceVersion", Meta.resourceVersion(wanted));
    copy(wanted.path("metadata"), Meta.metadata(next), "managedFields");
    return next;
  }

  private static void resize(JsonNode container, JsonNode wanted) {
    for (JsonNode other : wanted) {
      if (other.path("name").equals(container.path("name"))
          && container instanceof ObjectNode changed) {
        copy(other, changed, "resources");
        copy(other, changed, "resizePolicy");
      }
    }
  }

  private static void copy(JsonNode from, ObjectNode to, String name) {
    if (from.has(name)) {
      to.set(name, from.get(name).deepCopy());
    } else {
      to.remove(name);
    }
  }
}
