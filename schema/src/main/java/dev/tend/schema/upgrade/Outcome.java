package dev.tend.schema.upgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What an object of an old version comes to at the version that took its place. */
public sealed interface Outcome {
  /**
   * It can be written so that it means the same.
   *
   * @param notes what differs all the same, for people
   */
  record Rewritten(ObjectNode content, List<String> notes) implements Outcome {
    public Rewritten {
      notes = List.copyOf(notes);
    }
  }

  /** Somebody has to decide something. */
  record Refused(String reason) implements Outcome {}
}
