package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What an object tells of those who write it. */
final class Owners {
  private Owners() {}

  /** When a manager last changed what it owns; null where the object doesn't tell. */
  static @Nullable Instant lastWrite(ObjectNode object, String manager) {
    Instant last = null;
    for (JsonNode entry : object.path("metadata").path("managedFields")) {
      if (entry.path("manager").asText().equals(manager)) {
        Instant time = time(entry.path("time").asText());
        last = last == null || (time != null && time.isAfter(last)) ? time : last;
      }
    }
    return last;
  }

  private static @Nullable Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
