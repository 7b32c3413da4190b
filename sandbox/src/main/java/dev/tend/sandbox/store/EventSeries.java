package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Objects;

/** Makes events, and counts those that repeat, as the client-go recorder does. */
final class EventSeries {
  private EventSeries() {}

  /** What happened to whom: repeats of it are one event. */
  record Key(String uid, String type, String reason, String message, String component) {}

  /** Events about one thing have one name, so that a repeat finds the first. */
  static String name(ObjectNode about, Key key) {
    long hash = Integer.toUnsignedLong(key.hashCode()) << 32;
    hash |= Integer.toUnsignedLong(Objects.hash(key.message(), key.uid(), key.reason()));
    return Meta.name(about) + "." + HexFormat.of().toHexDigits(hash);
  }

  static ObjectNode first(ObjectNode about, Key key, String name, String namespace, Clock clock) {
    String now = Meta.time(clock.instant());
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("apiVersion", "v1").put("kind", "Event");
    event.putObject("metadata").put("name", name).put("namespace", namespace);
    ObjectNode involved = event.putObject("involvedObject");
    involved.put("kind", about.path("kind").asText());
    if (!Meta.namespace(about).isEmpty()) {
      involved.put("namespace", Meta.namespace(about));
    }
    involved.put("name", Meta.name(about)).put("uid", Meta.uid(about));
    involved.put("apiVersion", about.path("apiVersion").asText());
    involved.put("resourceVersion", Meta.resourceVersion(about));
    event.put("reason", key.reason()).put("message", key.message());
    event.putObject("source").put("component", key.component());
    event.put("firstTimestamp", now).put("lastTimestamp", now).put("count", 1);
    event.put("type", key.type()).putNull("eventTime");
    event.put("reportingComponent", key.component()).put("reportingInstance", "");
    return event;
  }

  static ObjectNode repeated(ObjectNode event, Clock clock) {
    ObjectNode again = event.deepCopy();
    again.put("count", event.path("count").asInt(1) + 1);
    again.put("lastTimestamp", Meta.time(clock.instant()));
    return again;
  }
}
