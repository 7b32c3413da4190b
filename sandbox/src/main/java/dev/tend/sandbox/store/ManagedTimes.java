package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Compares objects but for the times in managedFields: a write that moves only those is none. */
final class ManagedTimes {
  private ManagedTimes() {}

  static boolean sameButForTimes(ObjectNode before, ObjectNode after) {
    if (before.equals(after)) {
      return true;
    }
    return without(before).equals(without(after));
  }

  private static ObjectNode without(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    for (JsonNode entry : copy.path("metadata").path("managedFields")) {
      if (entry instanceof ObjectNode fields) {
        fields.remove("time");
      }
    }
    return copy;
  }
}
