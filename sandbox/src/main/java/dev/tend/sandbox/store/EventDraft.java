package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What is to be told of an object, before it is known whether it was told already.
 *
 * @param fieldPath the part of the object that it is about, {@code spec.containers{web}}, or empty
 */
record EventDraft(
    ObjectNode about,
    String fieldPath,
    String type,
    String reason,
    String message,
    String component) {
  private static final String SCHEDULER = "default-scheduler";

  /** Whose component tells of which object. */
  record Teller(String component, String uid) {}

  /** What differs in nothing but the message. */
  record Kind(Teller teller, String fieldPath, String type, String reason) {}

  /** What differs in nothing but the time. */
  record Same(Kind kind, String message) {}

  Teller teller() {
    return new Teller(component, Meta.uid(about));
  }

  Kind kind() {
    return new Kind(teller(), fieldPath, type, reason);
  }

  Same same() {
    return new Same(kind(), message);
  }

  EventDraft saying(String other) {
    return new EventDraft(about, fieldPath, type, reason, other, component);
  }

  /** Whether its component writes events.k8s.io, with series instead of counts. */
  boolean isOfSeries() {
    return component.equals(SCHEDULER);
  }

  String namespace() {
    return Meta.namespace(about).isEmpty() ? "default" : Meta.namespace(about);
  }

  /** A v1 Event. */
  ObjectNode event(String name, Instant now) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("apiVersion", "v1").put("kind", "Event");
    event.putObject("metadata").put("name", name).put("namespace", namespace());
    ObjectNode involved = event.putObject("involvedObject");
    involved.put("kind", about.path("kind").asText());
    if (!Meta.namespace(about).isEmpty()) {
      involved.put("namespace", Meta.namespace(about));
    }
    involved.put("name", Meta.name(about)).put("uid", Meta.uid(about));
    involved.put("apiVersion", about.path("apiVersion").asText());
    involved.put("resourceVersion", Meta.resourceVersion(about));
    if (!fieldPath.isEmpty()) {
      involved.put("fieldPath", fieldPath);
    }
    event.put("reason", reason).put("message", message);
    if (isOfSeries()) {
      event.putObject("source");
      event.putNull("firstTimestamp").putNull("lastTimestamp");
      event.put("type", type).put("eventTime", Meta.microTime(now));
      event.put("action", action());
      return event
          .put("reportingComponent", component)
          .put("reportingInstance", component + "-sandbox");
    }
    ObjectNode source = event.putObject("source").put("component", component);
    String host = component.equals("kubelet") ? about.at("/spec/nodeName").asText("") : "";
    if (!host.isEmpty()) {
      source.put("host", host);
    }
    event.put("firstTimestamp", Meta.time(now)).put("lastTimestamp", Meta.time(now));
    event.put("count", 1).put("type", type).putNull("eventTime");
    return event.put("reportingComponent", component).put("reportingInstance", host);
  }

  private String action() {
    return switch (reason) {
      case "Scheduled" -> "Binding";
      case "Preempted" -> "Preempting";
      default -> "Scheduling";
    };
  }
}
