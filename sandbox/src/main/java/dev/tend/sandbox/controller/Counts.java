package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Numbers in a status. */
final class Counts {
  private Counts() {}

  /** Sets a number, or leaves it out when it is none, as the API's types do. */
  static void put(ObjectNode status, String field, long value) {
    if (value == 0) {
      status.remove(field);
    } else {
      status.put(field, Math.toIntExact(value));
    }
  }

  /** Says which generation of the object the status speaks of. */
  static void observe(ObjectNode status, JsonNode object) {
    JsonNode generation = object.path("metadata").path("generation");
    if (generation.isNumber()) {
      status.set("observedGeneration", generation);
    }
  }
}
