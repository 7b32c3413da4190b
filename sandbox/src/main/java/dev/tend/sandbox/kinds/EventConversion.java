package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Events of the core group and of events.k8s.io: the same facts under other names. */
final class EventConversion {
  private static final Map<String, String> TO_EVENTS =
      Map.of(
          "message", "note",
          "involvedObject", "regarding",
          "source", "deprecatedSource",
          "firstTimestamp", "deprecatedFirstTimestamp",
          "lastTimestamp", "deprecatedLastTimestamp",
          "count", "deprecatedCount",
          "reportingComponent", "reportingController");

  private EventConversion() {}

  static ObjectNode toEvents(ObjectNode event, String apiVersion) {
    return renamed(event, apiVersion, TO_EVENTS);
  }

  static ObjectNode toCore(ObjectNode event) {
    Map<String, String> reverse = new TreeMap<>();
    TO_EVENTS.forEach((core, other) -> reverse.put(other, core));
    return renamed(event, "v1", reverse);
  }

  private static ObjectNode renamed(
      ObjectNode event, String apiVersion, Map<String, String> names) {
    ObjectNode copy = event.objectNode();
    for (Map.Entry<String, JsonNode> field : event.properties()) {
      copy.set(names.getOrDefault(field.getKey(), field.getKey()), field.getValue());
    }
    return copy.put("apiVersion", apiVersion);
  }
}
