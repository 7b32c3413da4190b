package dev.tend.sync.git;

import java.time.Instant;

/**
 * A commit.
 *
 * @param id 40 hexadecimal digits
 * @param time when its author wrote it
 * @param subject first line of its message, printable
 */
public record Revision(String id, Instant time, String subject) {
  private static final int SHORT = 8;

  public Revision {
    if (id.length() < SHORT) {
      throw new IllegalArgumentException("no commit id: " + id);
    }
    subject = printable(subject);
  }

  public String shortId() {
    return id.substring(0, SHORT);
  }

  /** Anybody who may push writes subjects: they must not reach a terminal as control sequences. */
  private static String printable(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
        .forEach(kept::appendCodePoint);
    return kept.toString().strip();
  }

  /** {@code 1a2b3c4d "Raise replicas"}. */
  @Override
  public String toString() {
    return shortId() + " \"" + subject + "\"";
  }
}
