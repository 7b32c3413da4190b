package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One condition of a status.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param observedGeneration the generation it is about, or -1 where it doesn't say
 */
record Condition(
    String type, String status, String reason, String message, long observedGeneration) {

  static Condition from(JsonNode node) {
    return new Condition(
        node.path("type").asText(""),
        node.path("status").asText(""),
        node.path("reason").asText(""),
        node.path("message").asText(""),
        node.path("observedGeneration").asLong(-1));
  }

  boolean isTrue() {
    return status.equals("True");
  }

  boolean isFalse() {
    return status.equals("False");
  }

  boolean isOlderThan(long generation) {
    return observedGeneration >= 0 && observedGeneration < generation;
  }

  /** What a person reads: the message, else the reason, else what the condition is called. */
  String words() {
    if (!message.isEmpty()) {
      return message;
    }
    return reason.isEmpty() ? type + " is " + status : reason;
  }
}
