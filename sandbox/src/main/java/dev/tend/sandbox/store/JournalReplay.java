package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a log of writes says.
 *
 * @param revision of the last write
 * @param end where the whole records end
 * @param tail what stands after them
 */
record JournalReplay(long revision, int end, Tail tail) {
  /** A record that isn't whole, or nothing. */
  record Tail(byte[] bytes) {
    boolean isEmpty() {
      return bytes.length == 0;
    }
  }

  /**
   * Does again what the log says. A last record that isn't whole was never answered, and is left
   * out: a process was killed while it wrote it. One that others follow was whole once: what it
   * said is lost, and nobody else may decide that it doesn't matter.
   *
   * @param objects are changed
   * @param from the revision that they are at
   * @throws KnownFailure where the log is damaged before its end
   */
  static JournalReplay of(Path log, SortedMap<ResourceId, ObjectNode> objects, long from)
      throws IOException {
    byte[] bytes = Files.readAllBytes(log);
    long revision = from;
    int start = 0;
    for (int end = JournalLine.end(bytes, start); end >= 0; end = JournalLine.end(bytes, start)) {
      Optional<ObjectNode> record = JournalLine.read(bytes, start, end);
      if (record.isEmpty()) {
        break;
      }
      long at = record.get().path("revision").asLong();
      // A crash between a snapshot and the end of its log leaves records that it has already.
      if (at > revision) {
        if (revision > 0 && at > revision + 1) {
          String what = "changes %d to %d are missing".formatted(revision + 1, at - 1);
          throw damaged(log, start, what);
        }
        apply(objects, record.get());
        revision = at;
      }
      start = end + 1;
    }
    checkTail(log, bytes, start);
    return new JournalReplay(
        revision, start, new Tail(Arrays.copyOfRange(bytes, start, bytes.length)));
  }

  private static void checkTail(Path log, byte[] bytes, int start) {
    int readable = 0;
    int from = JournalLine.end(bytes, start) + 1;
    while (from > 0) {
      int end = JournalLine.end(bytes, from);
      readable += end >= 0 && JournalLine.read(bytes, from, end).isPresent() ? 1 : 0;
      from = end + 1;
    }
    if (readable > 0) {
      String what = "%d readable records follow what can't be read".formatted(readable);
      throw damaged(log, start, what);
    }
  }

  private static KnownFailure damaged(Path log, int position, String how) {
    return new KnownFailure(
        "The sandbox's state is damaged: %s at byte %d: %s".formatted(log, position, how),
        ("Start from an empty state with: tend sandbox reset; or keep what stands before the damage"
                + " with: truncate -s %d %s")
            .formatted(position, log));
  }

  private static void apply(SortedMap<ResourceId, ObjectNode> objects, ObjectNode record) {
    if (record.get("object") instanceof ObjectNode object) {
      objects.put(Meta.id(object), object);
    } else {
      ArrayNode id = record.withArray("removed");
      objects.remove(
          new ResourceId(
              id.path(0).asText(), id.path(1).asText(), id.path(2).asText(), id.path(3).asText()));
    }
  }
}
