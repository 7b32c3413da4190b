package dev.tend.sandbox.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** The conditions of a status that is being written. */
public final class Conditions {
  private Conditions() {}

  public static Optional<JsonNode> find(JsonNode status, String type) {
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  public static boolean isTrue(JsonNode status, String type) {
    return find(status, type).map(c -> c.path("status").asText().equals("True")).orElse(false);
  }

  public static String reason(JsonNode status, String type) {
    return find(status, type).map(c -> c.path("reason").asText("")).orElse("");
  }

  /**
   * Sets a condition, keeping its time of transition while its status stays; a condition whose
   * status, reason and message are the same is left alone.
   */
  public static boolean set(
      ObjectNode status, String type, String value, String reason, String message, Instant now) {
    Optional<JsonNode> present = find(status, type);
    if (present.isPresent()
        && text(present.get(), "status").equals(value)
        && text(present.get(), "reason").equals(reason)
        && text(present.get(), "message").equals(message)) {
      return false;
    }
    ObjectNode condition =
        present.isPresent()
            ? (ObjectNode) present.get()
            : status.withArray("/conditions").addObject();
    boolean turned = !text(condition, "status").equals(value);
    condition.put("type", type).put("status", value);
    put(condition, "reason", reason);
    put(condition, "message", message);
    if (turned) {
      condition.put("lastTransitionTime", Times.text(now));
    }
    return true;
  }

  /** Sets or removes a text field, as {@code omitempty} does. */
  public static void put(ObjectNode node, String field, String value) {
    if (value.isEmpty()) {
      node.remove(field);
    } else {
      node.put(field, value);
    }
  }

  public static boolean remove(ObjectNode status, String type) {
    if (!(status.path("conditions") instanceof ArrayNode conditions)) {
      return false;
    }
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).path("type").asText().equals(type)) {
        conditions.remove(i);
        return true;
      }
    }
    return false;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }
}
