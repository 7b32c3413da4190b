package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request to delete makes of an object: it goes at once, or it is marked and waits for
 * finalizers or for its kubelet.
 *
 * @param marked the object with its deletionTimestamp, or null where it goes at once
 */
record Deletion(@Nullable ObjectNode marked) {
  static final String FOREGROUND = "foregroundDeletion";
  static final String ORPHAN = "orphan";
  private static final int DEFAULT_GRACE = 30;

  static Deletion of(ObjectNode live, DeleteOptions options, Instant now) {
    List<String> finalizers = finalizers(live, options.propagation());
    long grace = grace(live, options);
    boolean namespaceHeld = !live.path("spec").path("finalizers").isEmpty() && isNamespace(live);
    if (finalizers.isEmpty() && grace == 0 && !namespaceHeld) {
      return new Deletion(null);
    }
    ObjectNode marked = live.deepCopy();
    ObjectNode metadata = Meta.metadata(marked);
    Meta.setFinalizers(marked, finalizers);
    boolean first = !Meta.isBeingDeleted(live);
    if (first || grace < live.path("metadata").path("deletionGracePeriodSeconds").asLong()) {
      metadata.put("deletionTimestamp", Meta.time(now.plusSeconds(grace)));
      if (isNamespace(live)) {
        metadata.remove("deletionGracePeriodSeconds");
      } else if (grace <= Integer.MAX_VALUE) {
        metadata.put("deletionGracePeriodSeconds", (int) grace);
      } else {
        metadata.put("deletionGracePeriodSeconds", grace);
      }
    }
    if (first && metadata.path("generation").asLong() > 0) {
      metadata.put("generation", metadata.path("generation").asInt() + 1);
    }
    if (isNamespace(live)) {
      marked.withObject("/status").put("phase", "Terminating");
    }
    return new Deletion(marked);
  }

  /** Whether nothing holds an object any more that was marked. */
  static boolean isDone(ObjectNode object) {
    return Meta.isBeingDeleted(object)
        && Meta.finalizers(object).isEmpty()
        && object.path("metadata").path("deletionGracePeriodSeconds").asLong() == 0
        && !(isNamespace(object) && !object.path("spec").path("finalizers").isEmpty());
  }

  private static List<String> finalizers(ObjectNode live, String propagation) {
    List<String> finalizers = new ArrayList<>(Meta.finalizers(live));
    switch (propagation) {
      case "Foreground" -> {
        finalizers.remove(ORPHAN);
        if (!finalizers.contains(FOREGROUND)) {
          finalizers.add(FOREGROUND);
        }
      }
      case "Orphan" -> {
        finalizers.remove(FOREGROUND);
        if (!finalizers.contains(ORPHAN)) {
          finalizers.add(ORPHAN);
        }
      }
      case "Background" -> finalizers.removeAll(List.of(FOREGROUND, ORPHAN));
      default -> {}
    }
    return finalizers;
  }

  private static long grace(ObjectNode live, DeleteOptions options) {
    if (!live.path("kind").asText().equals("Pod")
        || !live.path("apiVersion").asText().equals("v1")) {
      return 0;
    }
    String phase = live.path("status").path("phase").asText();
    boolean stopped = phase.equals("Succeeded") || phase.equals("Failed");
    if (stopped || live.path("spec").path("nodeName").asText("").isEmpty()) {
      return 0;
    }
    long own = live.path("spec").path("terminationGracePeriodSeconds").asLong(DEFAULT_GRACE);
    long asked = options.gracePeriodSeconds().orElse(own);
    if (!Meta.isBeingDeleted(live)) {
      return Math.max(0, asked);
    }
    // A second request can only shorten the wait.
    long left = live.path("metadata").path("deletionGracePeriodSeconds").asLong();
    return options.gracePeriodSeconds().isEmpty() ? left : Math.min(left, asked);
  }

  private static boolean isNamespace(ObjectNode object) {
    return object.path("kind").asText().equals("Namespace")
        && object.path("apiVersion").asText().equals("v1");
  }
}
