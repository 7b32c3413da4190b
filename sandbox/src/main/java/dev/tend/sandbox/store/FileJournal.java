package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.tls.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A log of writes, and a snapshot of everything before them. Each write reaches the operating
 * system before it is answered, so it outlives the process however that ends; only the snapshot is
 * forced to the disk.
 */
public final class FileJournal implements Journal {
  private static final long SMALLEST_TO_COMPACT = 8L * 1024 * 1024;

  private final Path snapshot;
  private final Path log;
  private final long smallestToCompact;
  private String recovery = "";
  private FileChannel channel;
  private long logSize;
  private long snapshotSize;

  /** Opens the journal of a folder, which must exist. */
  public FileJournal(Path folder) {
    this(folder, SMALLEST_TO_COMPACT);
  }

  FileJournal(Path folder, long smallestToCompact) {
    this.smallestToCompact = smallestToCompact;
    this.snapshot = folder.resolve("objects.snapshot");
    this.log = folder.resolve("objects.log");
    try {
      this.channel = openLog();
    } catch (IOException e) {
      throw failed("opened", e);
    }
  }

  private FileChannel openLog() throws IOException {
    return OwnerOnly.open(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** What was wrong with the journal and was put right, for a person to read; empty for nothing. */
  public Optional<String> recovery() {
    return recovery.isEmpty() ? Optional.empty() : Optional.of(recovery);
  }

  @Override
  public State load() {
    try {
      SortedMap<ResourceId, ObjectNode> objects = new TreeMap<>();
      long revision = loadSnapshot(objects);
      revision = replay(objects, revision);
      return new State(revision, List.copyOf(objects.values()));
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  private long loadSnapshot(SortedMap<ResourceId, ObjectNode> objects) throws IOException {
    if (!Files.exists(snapshot)) {
      return 0;
    }
    byte[] bytes = Files.readAllBytes(snapshot);
    snapshotSize = bytes.length;
    Optional<ObjectNode> header = Optional.empty();
    int start = 0;
    int count = 0;
    for (int end = JournalLine.end(bytes, start); end >= 0; end = JournalLine.end(bytes, start)) {
      Optional<ObjectNode> record = JournalLine.read(bytes, start, end);
      if (record.isEmpty()) {
        break;
      }
      if (header.isEmpty()) {
        header = record;
      } else {
        objects.put(Meta.id(record.get()), record.get());
        count++;
      }
      start = end + 1;
    }
    if (header.isEmpty() || header.get().path("objects").asInt() != count) {
      throw new KnownFailure(
          "The sandbox's state is damaged: %s isn't whole".formatted(snapshot),
          "Start from an empty state with: tend sandbox reset");
    }
    return header.get().path("revision").asLong();
  }

  private long replay(SortedMap<ResourceId, ObjectNode> objects, long from) throws IOException {
    JournalReplay replay = JournalReplay.of(log, objects, from);
    if (!replay.tail().isEmpty()) {
      Path kept = log.resolveSibling("objects.log.damaged");
      Files.write(kept, replay.tail().bytes());
      channel.truncate(replay.end());
      recovery =
          ("the last write before the sandbox ended was not whole and is dropped: %d bytes at the end"
                  + " of %s, kept in %s")
              .formatted(replay.tail().bytes().length, log, kept.getFileName());
    }
    logSize = replay.end();
    channel.position(replay.end());
    return replay.revision();
  }

  @Override
  public void put(long revision, ObjectNode object) {
    append(JsonNodeFactory.instance.objectNode().put("revision", revision).set("object", object));
  }

  @Override
  public void remove(long revision, ResourceId id) {
    ObjectNode record = JsonNodeFactory.instance.objectNode().put("revision", revision);
    record.putArray("removed").add(id.group()).add(id.kind()).add(id.namespace()).add(id.name());
    append(record);
  }

  private void append(ObjectNode record) {
    byte[] line = JournalLine.write(record);
    try {
      writeFully(channel, line);
      logSize += line.length;
    } catch (IOException e) {
      takeBack();
      throw new ApiFailure(500, "InternalError", "the state can't be written: " + e.getMessage());
    }
  }

  /** Half a record, as a full disk leaves it, mustn't stand before the next one. */
  private void takeBack() {
    try {
      channel.truncate(logSize);
      channel.position(logSize);
    } catch (IOException e) {
      // The next start finds the half record, and says so.
    }
  }

  @Override
  public void compactIfLarge(Supplier<State> state) {
    if (logSize > smallestToCompact && logSize > 2 * snapshotSize) {
      try {
        compact(state.get());
      } catch (IOException e) {
        // The log has everything still; the next write tries again.
        snapshotSize = logSize;
      }
    }
  }

  @Override
  public void close(State state) {
    try {
      compact(state);
    } catch (IOException e) {
      // The log has everything still: the next start reads that.
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw failed("written", e);
    }
  }

  private void compact(State state) throws IOException {
    Path next = snapshot.resolveSibling("objects.snapshot.next");
    try {
      writeSnapshot(next, state);
    } catch (IOException e) {
      takeAway(next);
      throw e;
    }
    Files.move(next, snapshot, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder();
    channel.truncate(0);
    channel.position(0);
    logSize = 0;
  }

  /** Half a snapshot is of no use, and may be what fills the disk. */
  private static void takeAway(Path half) {
    try {
      Files.deleteIfExists(half);
    } catch (IOException e) {
      // The next snapshot writes over it.
    }
  }

  private void writeSnapshot(Path next, State state) throws IOException {
    try (FileChannel out =
        OwnerOnly.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ObjectNode header = JsonNodeFactory.instance.objectNode();
      header.put("revision", state.revision()).put("objects", state.objects().size());
      writeFully(out, JournalLine.write(header));
      for (ObjectNode object : state.objects()) {
        writeFully(out, JournalLine.write(object));
      }
      out.force(true);
      snapshotSize = out.size();
    }
  }

  /** The snapshot must have its name on the disk before the log that it stands for goes. */
  private void forceFolder() {
    try (FileChannel folder = FileChannel.open(log.resolveSibling("."), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      // Some systems can't open folders; theirs keep names safe by themselves.
    }
  }

  private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private KnownFailure failed(String what, IOException e) {
    return new KnownFailure(
        "The sandbox's state in %s can't be %s: %s"
            .formatted(log.getParent(), what, e.getMessage()),
        "Check that the folder can be written and that the disk isn't full",
        e);
  }
}
