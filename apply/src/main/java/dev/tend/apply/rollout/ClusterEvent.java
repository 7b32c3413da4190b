package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;

/**
 * What a component reported about an object (kind Event).
 *
 * @param fieldPath the part it is about, {@code spec.containers{web}}; may be empty
 * @param count how often it was seen
 * @param last when it was last seen
 */
public record ClusterEvent(
    String aboutUid, String fieldPath, String reason, String message, int count, Instant last) {
  /** Latest first. */
  static final Comparator<ClusterEvent> LATEST_FIRST =
      Comparator.comparing(ClusterEvent::last)
          .reversed()
          .thenComparing(ClusterEvent::reason)
          .thenComparing(ClusterEvent::message);

  static ClusterEvent from(LiveObject event) {
    JsonNode content = event.content();
    JsonNode about = content.path(content.has("regarding") ? "regarding" : "involvedObject");
    JsonNode series = content.path("series");
    Instant last = event.created();
    for (JsonNode time :
        new JsonNode[] {
          content.path("eventTime"), content.path("lastTimestamp"), series.path("lastObservedTime")
        }) {
      Instant candidate = LiveObject.instant(time);
      last = candidate.isAfter(last) ? candidate : last;
    }
    return new ClusterEvent(
        about.path("uid").asText(""),
        about.path("fieldPath").asText(""),
        content.path("reason").asText(""),
        content.path(content.has("note") ? "note" : "message").asText("").strip(),
        Math.max(1, Math.max(content.path("count").asInt(), series.path("count").asInt())),
        last);
  }

  boolean isAbout(PodContainer container) {
    return aboutUid.equals(container.pod().uid())
        && fieldPath.endsWith("{" + container.name() + "}");
  }
}
