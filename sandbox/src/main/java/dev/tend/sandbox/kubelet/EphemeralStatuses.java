package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Times;
import java.time.Instant;

/**
 * What a pod's status says of containers that were added for a look: they run from when they are
 * first seen.
 */
final class EphemeralStatuses {
  private EphemeralStatuses() {}

  static void put(ObjectNode status, JsonNode containers, Instant now) {
    if (containers.isEmpty()) {
      return;
    }
    JsonNode before = status.path("ephemeralContainerStatuses");
    ArrayNode statuses = status.arrayNode();
    for (JsonNode container : containers) {
      String name = container.path("name").asText();
      statuses.add(
          before
              .valueStream()
              .filter(one -> one.path("name").asText().equals(name))
              .findFirst()
              .orElseGet(() -> running(status.objectNode(), container, now)));
    }
    status.set("ephemeralContainerStatuses", statuses);
  }

  private static ObjectNode running(ObjectNode status, JsonNode container, Instant now) {
    String image = container.path("image").asText();
    String name = container.path("name").asText();
    status.put("name", name);
    status.putObject("state").putObject("running").put("startedAt", Times.text(now));
    status.putObject("lastState");
    status.put("ready", false).put("restartCount", 0);
    return status.put("image", Images.full(image)).put("imageID", Images.id(image));
  }
}
